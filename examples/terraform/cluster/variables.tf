variable "name" {
  description = "What the cluster and what belongs to it are called."
  type        = string
  default     = "shop"
}

variable "region" {
  description = "Where the network is."
  type        = string
  default     = "us-west-2"
}

variable "network" {
  description = "The network that ../network made: the Name of its VPC."
  type        = string
  default     = "shop"
}

variable "kubernetes_version" {
  description = "Kubernetes' minor version."
  type        = string
  default     = "1.34"
}

variable "nodes" {
  description = "How many nodes."
  type        = number
  default     = 3
}

variable "instance_type" {
  description = "What the nodes are; its limits say how many pods fit."
  type        = string
  default     = "m5.large"
}

variable "domain" {
  description = "The name under which the shop is served."
  type        = string
  default     = "shop.example.com"
}
