package io.eksnet.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that the real aws makes, upgrades and deletes, and kubectl between. */
class ClusterLifeTest {
  private static final String FIRST =
      """
      apiVersion: eksctl.io/v1alpha5
      kind: ClusterConfig
      metadata: {name: first, region: us-west-2, version: "1.33"}
      """;

  private static final String TRUST =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "eks.amazonaws.com"},
         "Action": "sts:AssumeRole"},
        {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}
      """;

  private static final String MODE = "--access-config authenticationMode=API";

  @TempDir private Path home;

  @Test
  void aNetworkWithoutAClusterSaysSoEverywhere() {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    try (RunningNetwork net = RunningNetwork.up(home, "bare", "--without-cluster")) {
      assertThat(net.printed())
          .contains("no cluster: aws eks create-cluster makes one")
          .contains("Then make a cluster:");
      assertThat(net.sh("aws eks list-clusters --query clusters --output text").succeeded())
          .isBlank();
      assertThat(net.sh("kubectl get nodes").err())
          .contains("(ServiceUnavailable): no cluster: this network has no EKS cluster;")
          .contains("aws eks create-cluster");
      assertThat(net.eksnet("status").out()).contains("cluster     none");
      assertThat(net.eksnet("get", "ips").out()).contains("this network has no EKS cluster");
      assertThat(net.eksnet("trace", "pod/a", "pod/b").err())
          .contains("this network has no EKS cluster");
      assertThat(
              net.sh(
                      "aws eks create-cluster --name c --role-arn arn:aws:iam::123456789012:role/x"
                          + " --resources-vpc-config subnetIds=subnet-1")
                  .err())
          .contains("could not be assumed because it does not exist");

      assertThat(net.eksnet("down").exit()).isZero();
      assertThat(net.eksnet("up").out()).contains("no cluster");
    }
  }

  @Test
  void aRoleIsLetInAsItsAccessEntrySays() throws IOException {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    Path trust = Files.writeString(home.resolve("trust.json"), TRUST);
    try (RunningNetwork net = RunningNetwork.up(home, "access", "--without-cluster")) {
      for (String role : new String[] {"eks", "dev"}) {
        net.sh(
                "aws iam create-role --role-name "
                    + role
                    + " --assume-role-policy-document 'file://"
                    + trust
                    + "'")
            .succeeded();
      }
      assertThat(create(net, "c", "arn:aws:iam::123456789012:role/eks", MODE).exit()).isZero();
      net.sh("aws eks wait cluster-active --name c").succeeded();
      String dev = " --cluster-name c --principal-arn arn:aws:iam::123456789012:role/dev";

      assertThat(asDev(net, "kubectl get pods").err()).contains("must be logged in");
      net.sh("aws eks create-access-entry" + dev).succeeded();
      assertThat(asDev(net, "kubectl get pods").err()).contains("(Forbidden)");
      net.sh(
              "aws eks associate-access-policy"
                  + dev
                  + " --access-scope type=namespace,namespaces=default --policy-arn"
                  + " arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy")
          .succeeded();
      assertThat(asDev(net, "kubectl get pods").err()).contains("No resources found");
      assertThat(asDev(net, "kubectl get pods -n kube-system").err())
          .contains("assumed-role/dev/ann\" cannot list resource \"pods\"");
      assertThat(asDev(net, "kubectl auth can-i list secrets").out()).isEqualTo("no\n");
      assertThat(asDev(net, "kubectl auth whoami -o jsonpath={.status.userInfo.username}").out())
          .isEqualTo("arn:aws:sts::123456789012:assumed-role/dev/ann");
    }
  }

  /** Runs a line as a session of the role dev, with the kubeconfig that aws writes. */
  private Cli.Result asDev(RunningNetwork net, String line) {
    return net.sh(
        "export KUBECONFIG='"
            + home.resolve("dev.kubeconfig")
            + "'\naws eks update-kubeconfig --name c > /dev/null\n"
            + "read a b c <<< $(aws sts assume-role --role-session-name ann --output text"
            + " --role-arn arn:aws:iam::123456789012:role/dev"
            + " --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')\n"
            + "export AWS_ACCESS_KEY_ID=$a AWS_SECRET_ACCESS_KEY=$b AWS_SESSION_TOKEN=$c\n"
            + line);
  }

  @Test
  void aClusterIsDeletedAndAnotherMadeUpgradedAndDeleted() throws IOException {
    Tool.KUBECTL.required();
    Tool.AWS.required();
    Path config = Files.writeString(home.resolve("first.yaml"), FIRST);
    try (RunningNetwork net = RunningNetwork.up(home, "life", "-f", config.toString())) {
      String role =
          net.sh("aws eks describe-cluster --name first --query cluster.roleArn --output text")
              .succeeded();
      net.sh("kubectl create configmap mine --from-literal=a=b").succeeded();
      assertThat(create(net, "second", role).err())
          .contains("ResourceLimitExceededException")
          .contains("delete-cluster --name first");

      net.sh("aws eks delete-cluster --name first && aws eks wait cluster-deleted --name first")
          .succeeded();
      assertThat(net.sh("kubectl get nodes").err()).contains("no cluster");
      assertThat(create(net, "second", role).exit()).isZero();
      net.sh("aws eks wait cluster-active --name second").succeeded();

      String kubeconfig = "KUBECONFIG='" + home.resolve("kubeconfig") + "' ";
      net.sh(kubeconfig + "aws eks update-kubeconfig --name second").succeeded();
      assertThat(net.sh(kubeconfig + "kubectl get namespaces -o name").succeeded())
          .contains("namespace/kube-system");
      assertThat(net.sh(kubeconfig + "kubectl get configmap mine").err()).contains("NotFound");
      assertThat(net.sh(kubeconfig + "kubectl get nodes").err()).contains("No resources found");
      assertThat(net.sh(kubeconfig + "kubectl get daemonsets -n kube-system -o name").succeeded())
          .contains("daemonset.apps/aws-node");
      assertThat(
              net.sh(
                      "aws ec2 describe-network-interfaces --filters"
                          + " 'Name=description,Values=Amazon EKS second' --query"
                          + " 'length(NetworkInterfaces)'")
                  .succeeded())
          .isEqualTo("2\n");

      upgraded(net);
      net.sh("aws eks delete-cluster --name second && aws eks wait cluster-deleted --name second")
          .succeeded();
      assertThat(net.sh("aws eks describe-cluster --name second").err())
          .contains("ResourceNotFoundException");
      assertThat(
              net.sh(
                      "aws ec2 describe-security-groups --query 'SecurityGroups[].GroupName'"
                          + " --output text")
                  .succeeded())
          .isEqualTo("default\n");
    }
  }

  private static Cli.Result create(RunningNetwork net, String name, String role, String... more) {
    return net.sh(
        "SUBNETS=$(aws ec2 describe-subnets --query 'Subnets[].SubnetId' --output text"
            + " | tr '\\t' ',')\n"
            + "aws eks create-cluster --name "
            + name
            + " --kubernetes-version 1.34 --role-arn "
            + role.strip()
            + " --resources-vpc-config subnetIds=$SUBNETS "
            + String.join(" ", more));
  }

  private static void upgraded(RunningNetwork net) {
    String update =
        net.sh(
                "aws eks update-cluster-version --name second --kubernetes-version 1.35 --query"
                    + " update.id --output text")
            .succeeded()
            .strip();
    net.sh("aws eks wait cluster-active --name second").succeeded();
    assertThat(
            net.sh(
                    "aws eks describe-update --name second --update-id "
                        + update
                        + " --query update.status --output text")
                .succeeded())
        .isEqualTo("Successful\n");
    assertThat(net.sh("kubectl get --raw /version").succeeded()).contains("v1.35.");
  }
}
