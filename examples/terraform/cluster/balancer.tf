# The way in: an Application Load Balancer that ends TLS and sends the rest to the nodes.
resource "aws_security_group" "balancer" {
  name        = "${var.name}-balancer"
  description = "The internet to the load balancer"
  vpc_id      = data.aws_vpc.this.id

  dynamic "ingress" {
    for_each = [80, 443]
    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = [data.aws_vpc.this.cidr_block]
  }
}

resource "aws_vpc_security_group_ingress_rule" "nodes_from_balancer" {
  security_group_id            = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
  referenced_security_group_id = aws_security_group.balancer.id
  ip_protocol                  = "tcp"
  from_port                    = 30080
  to_port                      = 30080
}

resource "aws_acm_certificate" "shop" {
  domain_name       = var.domain
  validation_method = "DNS"
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb" "shop" {
  name               = "${var.name}-alb"
  load_balancer_type = "application"
  security_groups    = [aws_security_group.balancer.id]
  subnets            = data.aws_subnets.public.ids
  idle_timeout       = 120
}

resource "aws_lb_target_group" "nodes" {
  name                 = "${var.name}-nodes"
  protocol             = "HTTP"
  port                 = 30080
  target_type          = "instance"
  vpc_id               = data.aws_vpc.this.id
  deregistration_delay = 30
  health_check {
    path    = "/healthz"
    matcher = "200-399"
  }
}

data "aws_instances" "nodes" {
  instance_tags = {
    "eks:cluster-name"   = var.name
    "eks:nodegroup-name" = aws_eks_node_group.workers.node_group_name
  }
  depends_on = [aws_eks_node_group.workers]
}

resource "aws_lb_target_group_attachment" "nodes" {
  count            = var.nodes
  target_group_arn = aws_lb_target_group.nodes.arn
  target_id        = sort(data.aws_instances.nodes.ids)[count.index]
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  protocol          = "HTTP"
  port              = 80
  default_action {
    type = "redirect"
    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  protocol          = "HTTPS"
  port              = 443
  certificate_arn   = aws_acm_certificate.shop.arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  default_action {
    type = "fixed-response"
    fixed_response {
      content_type = "text/plain"
      message_body = "no such shop"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "shop" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  condition {
    host_header {
      values = [var.domain]
    }
  }
  condition {
    path_pattern {
      values = ["/", "/api/*"]
    }
  }
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.nodes.arn
  }
}
