package io.eksnet.aws.endpoint;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.codec.ApiError;
import io.eksnet.aws.codec.Served;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Signing;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.eks.model.DescribeClusterRequest;
import software.amazon.awssdk.services.eks.model.DescribeClusterResponse;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.TagResourceResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Four actions of three services over nothing, to test the way to them. */
final class SmallApi {

  private SmallApi() {}

  static Router router(InstantSource clock) {
    AtomicInteger count = new AtomicInteger();
    return new Router(
        actions(),
        new SigV4(Credentials.only(Signing.CREDENTIAL), clock),
        "us-west-2"::equals,
        () -> "request-" + count.incrementAndGet());
  }

  static Actions actions() {
    return Actions.registration()
        .on(
            Service.EC2,
            "DescribeVpcs",
            DescribeVpcsRequest::builder,
            served("VpcIds", "DryRun"),
            SmallApi::describeVpcs)
        .on(
            Service.STS,
            "GetCallerIdentity",
            GetCallerIdentityRequest::builder,
            Served.nothing(),
            (q, caller) ->
                Reply.answer(
                    GetCallerIdentityResponse.builder()
                        .arn(caller.principal().arn())
                        .account(caller.principal().account())
                        .build()))
        .on(
            Service.EKS,
            "DescribeCluster",
            "GET /clusters/{name}",
            DescribeClusterRequest::builder,
            served("name"),
            (q, caller) ->
                q.name().equals("my-cluster")
                    ? Reply.answer(
                        DescribeClusterResponse.builder().cluster(c -> c.name(q.name())).build())
                    : Reply.refuse(
                        new ApiError(
                            404,
                            "ResourceNotFoundException",
                            "No cluster found for name: " + q.name() + ".")))
        .on(
            Service.EKS,
            "TagResource",
            "POST /tags/{resourceArn}",
            TagResourceRequest::builder,
            served("resourceArn", "tags"),
            (q, caller) -> {
              if (!q.resourceArn().equals("arn:aws:eks:us-west-2:1:cluster/my-cluster")) {
                throw new IllegalStateException("decoded to " + q.resourceArn());
              }
              return Reply.answer(TagResourceResponse.builder().build());
            })
        .build();
  }

  private static Reply<DescribeVpcsResponse> describeVpcs(DescribeVpcsRequest q, Caller caller) {
    if (q.vpcIds().contains("vpc-bug")) {
      throw new IllegalStateException("a bug of ours");
    }
    return q.vpcIds().contains("vpc-missing")
        ? Reply.refuse("InvalidVpcID.NotFound", "The vpc ID 'vpc-missing' does not exist")
        : Reply.answer(
            DescribeVpcsResponse.builder()
                .vpcs(List.of(Vpc.builder().vpcId("vpc-12345678").build()))
                .build());
  }
}
