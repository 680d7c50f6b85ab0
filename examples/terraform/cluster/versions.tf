# eval "$(eksnet env)" points the AWS provider at eksnet: endpoint, Region and keys come from the
# environment, so nothing here differs from what would be applied to AWS.
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.81"
    }
  }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = { project = var.name }
  }
}
