# Network ACLs: the public subnets take HTTPS from anywhere and answers to what left.
resource "aws_network_acl" "public" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = aws_subnet.public[*].id

  ingress {
    rule_no    = 100
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }
  ingress {
    rule_no    = 110
    protocol   = "tcp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
  ingress {
    rule_no    = 120
    protocol   = "icmp"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
    icmp_type  = 3
    icmp_code  = 4
  }
  egress {
    rule_no    = 100
    protocol   = "-1"
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
  tags = { Name = "${var.name}-public" }
}

# The same in the other style: an ACL without rules, and its rules one by one.
resource "aws_network_acl" "pods" {
  vpc_id     = aws_vpc.this.id
  subnet_ids = aws_subnet.pods[*].id
  tags       = { Name = "${var.name}-pods" }
}

resource "aws_network_acl_rule" "pods" {
  for_each       = { in = false, out = true }
  network_acl_id = aws_network_acl.pods.id
  egress         = each.value
  rule_number    = 100
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_ec2_managed_prefix_list" "offices" {
  name           = "${var.name}-offices"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr        = "192.0.2.0/24"
    description = "headquarters"
  }
  entry {
    cidr        = "198.51.100.0/25"
    description = "workshop"
  }
}

# A security group with its rules inside ...
resource "aws_security_group" "web" {
  name        = "${var.name}-web"
  description = "HTTPS from the offices, anything out"
  vpc_id      = aws_vpc.this.id

  ingress {
    description     = "offices"
    protocol        = "tcp"
    from_port       = 443
    to_port         = 443
    prefix_list_ids = [aws_ec2_managed_prefix_list.offices.id]
  }
  ingress {
    description = "path MTU discovery"
    protocol    = "icmp"
    from_port   = 3
    to_port     = 4
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    protocol         = "-1"
    from_port        = 0
    to_port          = 0
    cidr_blocks      = ["0.0.0.0/0"]
    ipv6_cidr_blocks = ["::/0"]
  }
  tags = { Name = "${var.name}-web" }
}

# ... and one whose rules are resources of their own.
resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "PostgreSQL from the web tier"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.name}-database" }
}

resource "aws_vpc_security_group_ingress_rule" "database_from_web" {
  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = aws_security_group.web.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  description                  = "PostgreSQL"
}

resource "aws_vpc_security_group_egress_rule" "database_https" {
  security_group_id = aws_security_group.database.id
  cidr_ipv4         = var.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

# The older style of single rules.
resource "aws_security_group_rule" "database_self" {
  security_group_id = aws_security_group.database.id
  type              = "ingress"
  protocol          = "tcp"
  from_port         = 5432
  to_port           = 5432
  self              = true
}
