package io.eksnet.aws.elb;

import io.eksnet.elb.LoadBalancerType;
import java.util.Map;

/** The Route 53 zones of load balancers' names ("Elastic Load Balancing endpoints and quotas"). */
final class HostedZones {
  private record Zones(String application, String network) {}

  private static final Zones OTHER = new Zones("Z00000000ALB0", "Z00000000NLB0");

  private static final Map<String, Zones> BY_REGION =
      Map.ofEntries(
          zones("us-east-1", "Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"),
          zones("us-east-2", "Z3AADJGX6KTTL2", "ZLMOA37VPKANP"),
          zones("us-west-1", "Z368ELLRRE2KJ0", "Z24FKFUX50B4VW"),
          zones("us-west-2", "Z1H1FL5HABSF5", "Z18D5FSROUN65G"),
          zones("af-south-1", "Z268VQBMOI5EKX", "Z203XCE67M25HM"),
          zones("ap-east-1", "Z3DQVH9N71FHZ0", "Z12Y7K3UBGUAD1"),
          zones("ap-south-1", "ZP97RAFLXTNZK", "ZVDDRBQ08TROA"),
          zones("ap-northeast-1", "Z14GRHDCWA56QT", "Z31USIVHYNEOWT"),
          zones("ap-northeast-2", "ZWKZPGTI48KDX", "ZIBE1TIR4HY56"),
          zones("ap-northeast-3", "Z5LXEXXYW11ES", "Z1GWIQ4HH19I5X"),
          zones("ap-southeast-1", "Z1LMS91P8CMLE5", "ZKVM4W9LS7TM"),
          zones("ap-southeast-2", "Z1GM3OXH4ZPM65", "ZCT6FZBF4DROD"),
          zones("ap-southeast-3", "Z08888821HLRG5A9ZRTER", "Z01971771FYVNCOVWJU1G"),
          zones("ca-central-1", "ZQSVJUPU6J1EY", "Z2EPGBW3API2WT"),
          zones("eu-central-1", "Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"),
          zones("eu-central-2", "Z06391101F2ZOEP8P5EB3", "Z02239872DOALSIDCX66S"),
          zones("eu-west-1", "Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"),
          zones("eu-west-2", "ZHURV8PSTC4K8", "ZD4D7Y8KGAS4G"),
          zones("eu-west-3", "Z3Q77PNBQS71R4", "Z1CMS0P5QUZ6D5"),
          zones("eu-north-1", "Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"),
          zones("eu-south-1", "Z3ULH7SSC9OV64", "Z23146JA1KNAFP"),
          zones("eu-south-2", "Z0956581394HF5D5LXGAP", "Z1011216NVTVYADP1SSV"),
          zones("me-south-1", "ZS929ML54UICD", "Z3QSRYVP46NYYV"),
          zones("me-central-1", "Z08230872XQRWHG2XF6I", "Z00282643NTTLPANJJG2P"),
          zones("sa-east-1", "Z2P70J7HTTTPLU", "ZTK26PT1VY4CU"));

  private HostedZones() {}

  /** The zone of the names of load balancers of a type. */
  static String of(String region, LoadBalancerType type) {
    Zones zones = BY_REGION.getOrDefault(region, OTHER);
    return switch (type) {
      case APPLICATION -> zones.application();
      case NETWORK -> zones.network();
    };
  }

  private static Map.Entry<String, Zones> zones(String region, String application, String network) {
    return Map.entry(region, new Zones(application, network));
  }
}
