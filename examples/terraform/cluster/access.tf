# Who may use the cluster: developers see one namespace.
data "aws_caller_identity" "here" {}

data "aws_iam_policy_document" "account_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.here.account_id}:root"]
    }
  }
}

resource "aws_iam_role" "developers" {
  name               = "${var.name}-developers"
  assume_role_policy = data.aws_iam_policy_document.account_trust.json
}

resource "aws_iam_role_policy" "developers" {
  name = "see-the-cluster"
  role = aws_iam_role.developers.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["eks:DescribeCluster", "eks:ListClusters"]
      Resource = "*"
    }]
  })
}

resource "aws_eks_access_entry" "developers" {
  cluster_name      = aws_eks_cluster.this.name
  principal_arn     = aws_iam_role.developers.arn
  kubernetes_groups = ["developers"]
}

resource "aws_eks_access_policy_association" "developers" {
  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.developers.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
  access_scope {
    type       = "namespace"
    namespaces = ["shop"]
  }
}
