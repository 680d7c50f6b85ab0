# The way in for neighbours: a Network Load Balancer in front of the other one, offered by PrivateLink,
# and an endpoint in the neighbour's VPC that uses it.
resource "aws_lb" "inside" {
  name               = "${var.name}-nlb"
  load_balancer_type = "network"
  internal           = true
  subnets            = data.aws_subnets.private.ids
}

resource "aws_lb_target_group" "balancer" {
  name        = "${var.name}-balancer"
  protocol    = "TCP"
  port        = 443
  target_type = "alb"
  vpc_id      = data.aws_vpc.this.id
  health_check {
    protocol = "HTTPS"
    path     = "/"
    matcher  = "200-499"
  }
}

resource "aws_lb_target_group_attachment" "balancer" {
  target_group_arn = aws_lb_target_group.balancer.arn
  target_id        = aws_lb.shop.arn
  port             = 443
  depends_on       = [aws_lb_listener.https]
}

resource "aws_lb_listener" "inside" {
  load_balancer_arn = aws_lb.inside.arn
  protocol          = "TCP"
  port              = 443
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.balancer.arn
  }
}

resource "aws_vpc_endpoint_service" "shop" {
  acceptance_required        = false
  network_load_balancer_arns = [aws_lb.inside.arn]
  allowed_principals         = ["arn:aws:iam::${data.aws_caller_identity.here.account_id}:root"]
}

resource "aws_security_group" "consumer" {
  name        = "${var.name}-consumer"
  description = "The neighbour to the shop"
  vpc_id      = data.aws_vpc.consumer.id
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = [data.aws_vpc.consumer.cidr_block]
  }
}

resource "aws_vpc_endpoint" "shop" {
  vpc_id             = data.aws_vpc.consumer.id
  service_name       = aws_vpc_endpoint_service.shop.service_name
  vpc_endpoint_type  = "Interface"
  subnet_ids         = data.aws_subnets.consumer.ids
  security_group_ids = [aws_security_group.consumer.id]
}
