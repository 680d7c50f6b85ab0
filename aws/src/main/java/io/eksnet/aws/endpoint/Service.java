package io.eksnet.aws.endpoint;

import java.util.Optional;
import java.util.stream.Stream;

/** The AWS services that are served: what the SDK's models do not say about them. */
public enum Service {
  EC2("ec2", "2016-11-15", Protocol.EC2, "http://ec2.amazonaws.com/doc/2016-11-15/"),
  STS("sts", "2011-06-15", Protocol.QUERY, "https://sts.amazonaws.com/doc/2011-06-15/"),
  ELBV2(
      "elasticloadbalancing",
      "2015-12-01",
      Protocol.QUERY,
      "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"),
  ELB(
      "elasticloadbalancing",
      "2012-06-01",
      Protocol.QUERY,
      "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/"),
  IAM("iam", "2010-05-08", Protocol.QUERY, "https://iam.amazonaws.com/doc/2010-05-08/"),
  EKS("eks", "2017-11-01", Protocol.REST_JSON, ""),
  ACM("acm", "2015-12-08", Protocol.JSON, "CertificateManager"),
  DIRECT_CONNECT("directconnect", "2012-10-25", Protocol.JSON, "OvertureService");

  private final String signingName;
  private final String version;
  private final Protocol protocol;
  private final String namespace;

  Service(String signingName, String version, Protocol protocol, String namespace) {
    this.signingName = signingName;
    this.version = version;
    this.protocol = protocol;
    this.namespace = namespace;
  }

  /** The service's name in credential scopes, and to users. */
  public String signingName() {
    return signingName;
  }

  public Protocol protocol() {
    return protocol;
  }

  String version() {
    return version;
  }

  /** What qualifies its names: an XML namespace, or what comes before the dot in X-Amz-Target. */
  String namespace() {
    return namespace;
  }

  static Optional<Service> ofVersion(String version) {
    return Stream.of(values())
        .filter(s -> s.protocol.isForm() && s.version.equals(version))
        .findFirst();
  }

  /** The service of an X-Amz-Target such as {@code CertificateManager.ListCertificates}. */
  static Optional<Service> ofTarget(String target) {
    return Stream.of(values())
        .filter(s -> s.protocol == Protocol.JSON && target.startsWith(s.namespace + "."))
        .findFirst();
  }

  static Optional<Service> ofSigningName(String name) {
    return Stream.of(values()).filter(s -> s.signingName.equals(name)).findFirst();
  }
}
