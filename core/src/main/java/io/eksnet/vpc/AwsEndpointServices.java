package io.eksnet.vpc;

import io.eksnet.id.Region;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS's own services that VPC endpoints reach. The names are those of the AWS PrivateLink guide,
 * "AWS services that integrate with AWS PrivateLink"; among them are all that the EKS user guide
 * asks for in "Deploy private clusters with limited internet access". Every service is offered in
 * every Region and zone, which AWS does not quite do.
 */
final class AwsEndpointServices {
  /**
   * A service of each line: its name; if they are not the name itself, its part of the endpoints'
   * DNS names and its own DNS names; a hyphen where private DNS is not offered.
   */
  private static final String INTERFACES =
      """
      acm-pca
      application-autoscaling
      aps-workspaces
      autoscaling
      cloudformation
      cloudtrail
      dynamodb              dynamodb         -
      ebs
      ec2
      ec2messages
      ecr.api               api.ecr          api.ecr
      ecr.dkr               dkr.ecr          *.dkr.ecr
      ecs
      ecs-agent             ecs-a            ecs-a
      ecs-telemetry         ecs-t            ecs-t
      eks
      eks-auth              eks-auth         eks-auth.{region}.api.aws
      elasticache
      elasticfilesystem
      elasticloadbalancing
      events
      execute-api           execute-api      *.execute-api
      fsx
      glue
      guardduty-data
      kinesis-firehose      firehose         firehose
      kinesis-streams       kinesis          kinesis
      kms
      lambda
      logs
      monitoring
      rds
      s3                    *.s3             s3
      secretsmanager
      servicediscovery
      sns
      sqs
      ssm
      ssmmessages
      states
      sts
      xray
      """;

  private static final List<String> GATEWAYS = List.of("dynamodb", "s3");

  private AwsEndpointServices() {}

  /** All services of a Region by name, those of gateway endpoints first. */
  static List<EndpointOffer> of(Region region) {
    Stream<EndpointOffer> interfaces =
        INTERFACES.lines().map(line -> offer(line.split(" +", -1), region));
    return Stream.concat(GATEWAYS.stream().map(name -> gateway(name, region)), interfaces).toList();
  }

  private static EndpointOffer gateway(String name, Region region) {
    return new EndpointOffer(
        "com.amazonaws." + region + "." + name,
        serviceId(region, VpcEndpoint.Type.GATEWAY, name),
        VpcEndpoint.Type.GATEWAY,
        EndpointOffer.AMAZON,
        Zones.of(region),
        name + "." + region + ".amazonaws.com",
        List.of(),
        Optional.empty());
  }

  private static EndpointOffer offer(String[] words, Region region) {
    String name = words[0];
    String base = words.length > 1 ? words[1] : name;
    List<String> own = new ArrayList<>();
    for (String word : Arrays.asList(words).subList(Math.min(2, words.length), words.length)) {
      if (!word.equals("-")) {
        own.add(ownName(word, region));
      }
    }
    if (words.length < 3) {
      own.add(ownName(name, region));
    }
    return new EndpointOffer(
        "com.amazonaws." + region + "." + name,
        serviceId(region, VpcEndpoint.Type.INTERFACE, name),
        VpcEndpoint.Type.INTERFACE,
        EndpointOffer.AMAZON,
        Zones.of(region),
        base + "." + region + ".vpce.amazonaws.com",
        own,
        Optional.empty());
  }

  private static String ownName(String word, Region region) {
    return word.contains("{region}")
        ? word.replace("{region}", region.value())
        : word + "." + region + ".amazonaws.com";
  }

  /** An id that is always the same for a service, as AWS's are. */
  private static String serviceId(Region region, VpcEndpoint.Type type, String name) {
    return "vpce-svc-0" + EndpointDns.digits(region + "/" + type + "/" + name, 16);
  }
}
