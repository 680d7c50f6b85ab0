variable "name" {
  description = "What everything is called."
  type        = string
  default     = "shop"
}

variable "region" {
  description = "Where the network is."
  type        = string
  default     = "us-west-2"
}

variable "far_region" {
  description = "Where the peer in another Region is."
  type        = string
  default     = "us-east-1"
}

variable "cidr" {
  description = "The VPC's block; its zones get a /20 each for nodes and a /24 for what is public."
  type        = string
  default     = "10.40.0.0/16"
}
