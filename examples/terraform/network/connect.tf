# Two more networks: one in this Region, reached by peering and by a transit gateway, and one in
# another Region, reached by peering.
resource "aws_vpc" "data" {
  cidr_block = "10.50.0.0/16"
  tags       = { Name = "${var.name}-data" }
}

resource "aws_subnet" "data" {
  count             = 2
  vpc_id            = aws_vpc.data.id
  availability_zone = local.zones[count.index]
  cidr_block        = cidrsubnet(aws_vpc.data.cidr_block, 4, count.index)
}

resource "aws_vpc_peering_connection" "data" {
  vpc_id      = aws_vpc.this.id
  peer_vpc_id = aws_vpc.data.id
  auto_accept = true
  tags        = { Name = "${var.name}-data" }
  # While a request waits, its requester can add no block.
  depends_on = [aws_vpc_ipv4_cidr_block_association.pods]
}

resource "aws_route" "to_data" {
  count                     = length(local.zones)
  route_table_id            = aws_route_table.private[count.index].id
  destination_cidr_block    = aws_vpc.data.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.data.id
}

resource "aws_route" "from_data" {
  route_table_id            = aws_vpc.data.main_route_table_id
  destination_cidr_block    = aws_vpc.this.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection.data.id
}

resource "aws_vpc" "far" {
  provider   = aws.far
  cidr_block = "10.60.0.0/16"
  tags       = { Name = "${var.name}-far" }
}

resource "aws_vpc_peering_connection" "far" {
  vpc_id      = aws_vpc.this.id
  peer_vpc_id = aws_vpc.far.id
  peer_region = var.far_region
  tags        = { Name = "${var.name}-far" }
  depends_on  = [aws_vpc_ipv4_cidr_block_association.pods]
}

resource "aws_vpc_peering_connection_accepter" "far" {
  provider                  = aws.far
  vpc_peering_connection_id = aws_vpc_peering_connection.far.id
  auto_accept               = true
}

resource "aws_route" "to_far" {
  count                     = length(local.zones)
  route_table_id            = aws_route_table.private[count.index].id
  destination_cidr_block    = aws_vpc.far.cidr_block
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.far.id
}

# The hub through which the branch offices come, one day.
resource "aws_ec2_transit_gateway" "hub" {
  description = "${var.name} hub"
  tags        = { Name = var.name }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.this.id
  subnet_ids         = aws_subnet.private[*].id
  tags               = { Name = var.name }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "data" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.data.id
  subnet_ids         = aws_subnet.data[*].id
  tags               = { Name = "${var.name}-data" }
}

resource "aws_ec2_transit_gateway_route_table" "inspection" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  tags               = { Name = "${var.name}-inspection" }
}

resource "aws_ec2_transit_gateway_route" "dropped" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.inspection.id
  destination_cidr_block         = "10.99.0.0/16"
  blackhole                      = true
}

resource "aws_route" "offices" {
  count                  = length(local.zones)
  route_table_id         = aws_route_table.private[count.index].id
  destination_cidr_block = "172.16.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id
  depends_on             = [aws_ec2_transit_gateway_vpc_attachment.this]
}
