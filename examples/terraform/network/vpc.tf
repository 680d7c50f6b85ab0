# A VPC over three zones, each with a public and a private subnet.
data "aws_availability_zones" "here" {
  state = "available"
}

locals {
  zones = slice(data.aws_availability_zones.here.names, 0, 3)
}

resource "aws_vpc" "this" {
  cidr_block                       = var.cidr
  enable_dns_support               = true
  enable_dns_hostnames             = true
  assign_generated_ipv6_cidr_block = true
  tags                             = { Name = var.name }
}

# A second block for pods (custom networking), from the shared address space.
resource "aws_vpc_ipv4_cidr_block_association" "pods" {
  vpc_id     = aws_vpc.this.id
  cidr_block = "100.64.0.0/16"
}

resource "aws_subnet" "public" {
  count                   = length(local.zones)
  vpc_id                  = aws_vpc.this.id
  availability_zone       = local.zones[count.index]
  cidr_block              = cidrsubnet(var.cidr, 8, 240 + count.index)
  map_public_ip_on_launch = true
  tags = {
    Name                     = "${var.name}-public-${local.zones[count.index]}"
    "kubernetes.io/role/elb" = "1"
  }
}

resource "aws_subnet" "private" {
  count             = length(local.zones)
  vpc_id            = aws_vpc.this.id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(var.cidr, 4, count.index)
  ipv6_cidr_block   = cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, count.index)
  tags = {
    Name                              = "${var.name}-private-${local.zones[count.index]}"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_subnet" "pods" {
  count             = length(local.zones)
  vpc_id            = aws_vpc_ipv4_cidr_block_association.pods.vpc_id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet("100.64.0.0/16", 3, count.index)
  tags              = { Name = "${var.name}-pods-${local.zones[count.index]}" }
}

# Prefixes of this range stay whole for prefix delegation.
resource "aws_ec2_subnet_cidr_reservation" "prefixes" {
  subnet_id        = aws_subnet.pods[0].id
  cidr_block       = cidrsubnet(aws_subnet.pods[0].cidr_block, 1, 1)
  reservation_type = "prefix"
  description      = "for prefix delegation"
}

resource "aws_vpc_dhcp_options" "this" {
  domain_name         = "${var.region}.compute.internal"
  domain_name_servers = ["AmazonProvidedDNS"]
  tags                = { Name = var.name }
}

resource "aws_vpc_dhcp_options_association" "this" {
  vpc_id          = aws_vpc.this.id
  dhcp_options_id = aws_vpc_dhcp_options.this.id
}
