package io.eksnet.iam;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The condition keys that eksnet judges by: those of the load balancer controller's policy, of the
 * AWS-managed policies of EKS and of trust policies. A key that is not here would never hold, or
 * always, without anybody seeing why; so it is refused when a policy is made.
 */
public final class ConditionKeys {

  private static final Set<String> NAMES =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:multifactorauthpresent",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principaltype",
          "aws:requestedregion",
          "aws:securetransport",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceip",
          "aws:tagkeys",
          "aws:userid",
          "aws:viaawsservice",
          "cloudwatch:namespace",
          "ec2:createaction",
          "ec2:managedresourceoperator",
          "ec2:region",
          "eks:accessentrytype",
          "eks:policyarn",
          "eks:principalarn",
          "elasticfilesystem:createaction",
          "elasticloadbalancing:createaction",
          "events:managedby",
          "events:source",
          "iam:awsservicename",
          "iam:passedtoservice",
          "organizations:serviceprincipal",
          "sts:durationseconds",
          "sts:externalid",
          "sts:rolesessionname");

  /** What keys with a tag's key start with. */
  private static final List<String> PREFIXES =
      List.of(
          "aws:principaltag/",
          "aws:requesttag/",
          "aws:resourcetag/",
          "ec2:resourcetag/",
          "elasticloadbalancing:resourcetag/",
          "ssm:resourcetag/");

  private ConditionKeys() {}

  /** Whether a key, in any case, is one of them. */
  public static boolean known(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower)
        || PREFIXES.stream().anyMatch(it -> lower.startsWith(it) && lower.length() > it.length())
        || ofIdentityProvider(lower);
  }

  /** {@code oidc.eks.us-west-2.amazonaws.com/id/EXAMPLE:sub}, and {@code :aud}. */
  private static boolean ofIdentityProvider(String key) {
    int colon = key.lastIndexOf(':');
    String issuer = colon < 0 ? "" : key.substring(0, colon);
    return issuer.indexOf('.') > 0 && (key.endsWith(":sub") || key.endsWith(":aud"));
  }
}
