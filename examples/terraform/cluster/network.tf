# What ../network made, found by its names.
data "aws_vpc" "this" {
  tags = { Name = var.network }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }
  tags = { "kubernetes.io/role/internal-elb" = "1" }
}

data "aws_subnets" "public" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.this.id]
  }
  tags = { "kubernetes.io/role/elb" = "1" }
}

# The neighbour that will use the shop by PrivateLink.
data "aws_vpc" "consumer" {
  tags = { Name = "${var.network}-data" }
}

data "aws_subnets" "consumer" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.consumer.id]
  }
}
