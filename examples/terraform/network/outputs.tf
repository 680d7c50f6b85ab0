output "vpc_id" {
  value = aws_vpc.this.id
}

output "private_subnet_ids" {
  value = aws_subnet.private[*].id
}

output "nat_addresses" {
  value = aws_eip.nat[*].public_ip
}
