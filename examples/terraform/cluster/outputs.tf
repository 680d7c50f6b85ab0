output "cluster" {
  value = aws_eks_cluster.this.name
}

output "balancer" {
  value = aws_lb.shop.dns_name
}

output "private_name" {
  value = aws_vpc_endpoint.shop.dns_entry[0].dns_name
}
