package io.eksnet.eks;

import io.eksnet.id.SecurityGroupId;
import java.util.List;
import java.util.Optional;

/**
 * What UpdateClusterConfig changes of a cluster, beside its subnets.
 *
 * @param securityGroups the client's own groups on the control plane's interfaces
 * @param logging the types of logs that go to CloudWatch, in EKS's words
 * @param encryption what encrypts Secrets, beside EKS's own key
 */
public record ClusterSettings(
    List<SecurityGroupId> securityGroups,
    EndpointAccess endpointAccess,
    List<String> logging,
    AuthenticationMode authenticationMode,
    Optional<Encryption> encryption,
    Support support,
    boolean zonalShift,
    boolean deletionProtection) {

  /** The types of logs that a control plane writes, in EKS's order. */
  public static final List<String> LOG_TYPES =
      List.of("api", "audit", "authenticator", "controllerManager", "scheduler");

  /** What a cluster has when its creator asks for nothing (EKS API reference, CreateCluster). */
  public static final ClusterSettings STANDARD =
      new ClusterSettings(
          List.of(),
          EndpointAccess.STANDARD,
          List.of(),
          AuthenticationMode.CONFIG_MAP,
          Optional.empty(),
          Support.EXTENDED,
          false,
          false);

  public ClusterSettings {
    securityGroups = List.copyOf(securityGroups);
    logging = List.copyOf(logging);
  }

  /**
   * From where the API server may be reached.
   *
   * @param publicCidrs from which public addresses, while {@code isPublic}
   */
  public record EndpointAccess(boolean isPublic, boolean isPrivate, List<String> publicCidrs) {
    /** From everywhere, and not from within the VPC. */
    public static final EndpointAccess STANDARD =
        new EndpointAccess(true, false, List.of("0.0.0.0/0"));

    public EndpointAccess {
      publicCidrs = List.copyOf(publicCidrs);
    }
  }

  /** Where it is written down who may call the API server. */
  public enum AuthenticationMode {
    CONFIG_MAP,
    API_AND_CONFIG_MAP,
    API;

    /** Whether a cluster can go on to another mode: one step, and never back. */
    public boolean mayBecome(AuthenticationMode other) {
      return switch (this) {
        case CONFIG_MAP -> other == API_AND_CONFIG_MAP;
        case API_AND_CONFIG_MAP -> other == API;
        case API -> false;
      };
    }

    /** Whether access entries count. */
    public boolean usesEntries() {
      return this != CONFIG_MAP;
    }

    /** Whether the ConfigMap aws-auth counts. */
    public boolean usesConfigMap() {
      return this != API;
    }
  }

  /** What happens at the end of a version's standard support. */
  public enum Support {
    STANDARD,
    EXTENDED
  }

  /**
   * What Secrets are encrypted with.
   *
   * @param keyArn a KMS key
   * @param resources what is encrypted: {@code secrets}
   */
  public record Encryption(String keyArn, List<String> resources) {
    public Encryption {
      resources = List.copyOf(resources);
    }
  }

  /** These with other groups on the control plane's interfaces. */
  public ClusterSettings withSecurityGroups(List<SecurityGroupId> others) {
    return new ClusterSettings(
        others,
        endpointAccess,
        logging,
        authenticationMode,
        encryption,
        support,
        zonalShift,
        deletionProtection);
  }

  /** These with another access to the API server. */
  public ClusterSettings withEndpointAccess(EndpointAccess other) {
    return new ClusterSettings(
        securityGroups,
        other,
        logging,
        authenticationMode,
        encryption,
        support,
        zonalShift,
        deletionProtection);
  }

  /** These with other types of logs. */
  public ClusterSettings withLogging(List<String> types) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        LOG_TYPES.stream().filter(types::contains).toList(),
        authenticationMode,
        encryption,
        support,
        zonalShift,
        deletionProtection);
  }

  /** These with another authentication mode. */
  public ClusterSettings withAuthenticationMode(AuthenticationMode mode) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        logging,
        mode,
        encryption,
        support,
        zonalShift,
        deletionProtection);
  }

  /** These with Secrets encrypted. */
  public ClusterSettings withEncryption(Encryption other) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        logging,
        authenticationMode,
        Optional.of(other),
        support,
        zonalShift,
        deletionProtection);
  }

  /** These with another upgrade policy. */
  public ClusterSettings withSupport(Support other) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        logging,
        authenticationMode,
        encryption,
        other,
        zonalShift,
        deletionProtection);
  }

  /** These with or without zonal shift. */
  public ClusterSettings withZonalShift(boolean enabled) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        logging,
        authenticationMode,
        encryption,
        support,
        enabled,
        deletionProtection);
  }

  /** These with or without protection from DeleteCluster. */
  public ClusterSettings withDeletionProtection(boolean enabled) {
    return new ClusterSettings(
        securityGroups,
        endpointAccess,
        logging,
        authenticationMode,
        encryption,
        support,
        zonalShift,
        enabled);
  }
}
