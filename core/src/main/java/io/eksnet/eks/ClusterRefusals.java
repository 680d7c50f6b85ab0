package io.eksnet.eks;

import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import java.util.List;

/** EKS's refusals, with its codes and words as clients' logs have them. */
public final class ClusterRefusals {
  private ClusterRefusals() {}

  /** A parameter that cannot be. */
  public static <T> Decision<T> parameter(String message) {
    return Decision.refuse("InvalidParameterException", message);
  }

  /** A request that does not fit the present state. */
  public static <T> Decision<T> request(String message) {
    return Decision.refuse("InvalidRequestException", message);
  }

  /** No such thing. */
  public static <T> Decision<T> notFound(String message) {
    return Decision.refuse("ResourceNotFoundException", message);
  }

  /** Something is in the way. */
  public static <T> Decision<T> inUse(String message) {
    return Decision.refuse("ResourceInUseException", message);
  }

  /** There is no such cluster. */
  public static Refusal noCluster(String name) {
    return new Refusal("ResourceNotFoundException", "No cluster found for name: " + name + ".");
  }

  /** The network's only cluster is another one. */
  static Refusal oneCluster(String present) {
    return new Refusal(
        "ResourceLimitExceededException",
        "eksnet runs one cluster per network, and this network has "
            + present
            + ". Delete it first (aws eks delete-cluster --name "
            + present
            + "), or run another network beside it (./eksnet up --name NAME --without-cluster).");
  }

  /** A role that EKS cannot assume. */
  public static Refusal role(String arn) {
    return new Refusal(
        "InvalidParameterException",
        "Role with arn: "
            + arn
            + ", could not be assumed because it does not exist or the trusted entity is not"
            + " correct");
  }

  /** What EC2 said about a resource that EKS looked up. */
  static Refusal ec2(String message, String code) {
    return new Refusal(
        "InvalidParameterException",
        message + " (Service: AmazonEC2; Status Code: 400; Error Code: " + code + ")");
  }

  static Refusal updateInProgress(String type, String cluster, String update) {
    return new Refusal(
        "ResourceInUseException",
        "Cannot "
            + type
            + " because cluster "
            + cluster
            + " currently has update "
            + update
            + " in progress");
  }

  static Refusal notActive(String cluster) {
    return new Refusal(
        "InvalidRequestException", "Cluster '" + cluster + "' is not in ACTIVE status");
  }

  static Refusal freeAddresses(String code, List<String> subnets, int needed) {
    return new Refusal(
        code,
        "Provided subnets "
            + String.join(" ", subnets)
            + " , need at least "
            + needed
            + " IPs in each subnet to be free for this operation");
  }
}
