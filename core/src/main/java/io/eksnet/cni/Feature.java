package io.eksnet.cni;

/** What the VPC CNI can do beside plain secondary addresses, and the variable that asks for it. */
public enum Feature {
  /** /28 prefixes instead of single addresses. */
  PREFIX_DELEGATION("ENABLE_PREFIX_DELEGATION"),
  /** Pods in the subnets and groups of an ENIConfig. */
  CUSTOM_NETWORKING("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"),
  /** A branch interface of its own for a pod with security groups. */
  POD_ENI("ENABLE_POD_ENI"),
  /** Pods on several network cards. */
  MULTI_NIC("ENABLE_MULTI_NIC"),
  /** Pods with IPv6 addresses. */
  IPV6("ENABLE_IPv6"),
  /** The bandwidth plugin's annotations. */
  BANDWIDTH("ENABLE_BANDWIDTH_PLUGIN");

  private final String variable;

  Feature(String variable) {
    this.variable = variable;
  }

  /** The variable that asks for it. */
  public String variable() {
    return variable;
  }
}
