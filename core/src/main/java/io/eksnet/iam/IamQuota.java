package io.eksnet.iam;

/**
 * IAM's quotas; none of them can be raised here. Source: "IAM and AWS STS quotas" in the IAM user
 * guide.
 */
public enum IamQuota {
  ROLES("RolesPerAccount", 1000),
  POLICIES("PoliciesPerAccount", 1500),
  INSTANCE_PROFILES("InstanceProfilesPerAccount", 1000),
  PROVIDERS("OpenIdConnectProvidersPerAccount", 100),
  CLIENT_IDS("ClientIdsPerOpenIdConnectProvider", 100),
  ATTACHED("PoliciesPerRole", 10),
  TRUST_POLICY_SIZE("ACLSizePerRole", 2048),
  POLICY_SIZE("PolicySize", 6144),
  INLINE_SIZE("RolePolicySize", 10_240),
  POLICY_VERSIONS("VersionsPerPolicy", 5),
  PROFILE_ROLES("InstanceSessionsPerInstanceProfile", 1);

  private final String text;
  private final int most;

  IamQuota(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /** AWS's name of it. */
  public String text() {
    return text;
  }

  /** The most that there may be. */
  public int most() {
    return most;
  }
}
