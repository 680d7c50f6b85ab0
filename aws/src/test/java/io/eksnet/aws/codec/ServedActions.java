package io.eksnet.aws.codec;

import io.eksnet.aws.sigv4.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The actions whose wire forms are tested. */
final class ServedActions {

  private ServedActions() {}

  static Map<String, List<String>> byService() {
    Map<String, List<String>> actions = new LinkedHashMap<>();
    actions.put(
        "ec2",
        List.of(
            "DescribeVpcs",
            "DescribeSubnets",
            "DescribeNetworkInterfaces",
            "DescribeInstances",
            "DescribeInstanceTypes",
            "DescribeInstanceTypeOfferings",
            "DescribeSecurityGroups",
            "DescribeSecurityGroupRules",
            "DescribeRouteTables",
            "DescribeAvailabilityZones",
            "DescribeRegions",
            "DescribeInternetGateways",
            "DescribeNatGateways",
            "DescribeNetworkAcls",
            "DescribeAddresses",
            "CreateSecurityGroup",
            "DeleteSecurityGroup",
            "AuthorizeSecurityGroupIngress",
            "AuthorizeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
            "RevokeSecurityGroupEgress",
            "RunInstances",
            "CreateTags"));
    actions.put("sts", List.of("GetCallerIdentity", "AssumeRole"));
    actions.put(
        "eks",
        List.of(
            "DescribeCluster",
            "ListClusters",
            "DescribeNodegroup",
            "ListNodegroups",
            "DescribeAddon",
            "ListAddons",
            "CreateCluster",
            "UpdateAddon"));
    return actions;
  }

  static Map<String, String> pathVariables(String action, WireRequest request) {
    String template =
        switch (action) {
          case "ListClusters", "CreateCluster" -> "/clusters";
          case "DescribeCluster" -> "/clusters/{name}";
          case "ListNodegroups" -> "/clusters/{name}/node-groups";
          case "DescribeNodegroup" -> "/clusters/{name}/node-groups/{nodegroupName}";
          case "ListAddons" -> "/clusters/{name}/addons";
          case "DescribeAddon" -> "/clusters/{name}/addons/{addonName}";
          case "UpdateAddon" -> "/clusters/{name}/addons/{addonName}/update";
          default -> throw new AssertionError(action);
        };
    String[] names = template.split("/", -1);
    String[] found = request.rawPath().split("/", -1);
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      if (names[i].startsWith("{")) {
        variables.put(
            names[i].substring(1, names[i].length() - 1),
            java.net.URLDecoder.decode(
                found[i].replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return variables;
  }
}
