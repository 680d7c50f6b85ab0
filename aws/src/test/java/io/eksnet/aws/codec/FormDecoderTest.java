package io.eksnet.aws.codec;

import static io.eksnet.aws.codec.Served.served;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class FormDecoderTest {

  private final Shapes shapes = new Shapes();
  private final FormDecoder ec2 = new FormDecoder(shapes, FormDecoder.Dialect.EC2);
  private final FormDecoder query = new FormDecoder(shapes, FormDecoder.Dialect.QUERY);

  private List<Problem> vpcs(String form, DescribeVpcsRequest.Builder into) {
    return ec2.decode(Form.parse(form), into, Served.everything());
  }

  private List<Problem> vpcs(String form) {
    return vpcs(form, DescribeVpcsRequest.builder());
  }

  @Test
  void aFormBecomesATypedRequest() {
    var request = DescribeVpcsRequest.builder();
    assertThat(
            vpcs(
                "VpcId.1=vpc-1&Filter.1.Name=tag%3AName&Filter.1.Value.1=a+b&MaxResults=5",
                request))
        .isEmpty();
    assertThat(request.build().vpcIds()).containsExactly("vpc-1");
    assertThat(request.build().filters().getFirst().name()).isEqualTo("tag:Name");
    assertThat(request.build().filters().getFirst().values()).containsExactly("a b");
    assertThat(request.build().maxResults()).isEqualTo(5);
  }

  @Test
  void listsAreOrderedByNumberAndMayHaveGaps() {
    var request = DescribeVpcsRequest.builder();
    assertThat(vpcs("VpcId.10=c&VpcId.2=b&VpcId.1=a", request)).isEmpty();
    assertThat(request.build().vpcIds()).containsExactly("a", "b", "c");
  }

  @Test
  void whatTheModelDoesNotKnowIsNamedAsItWasWritten() {
    assertThat(vpcs("Colour=red")).containsExactly(new Problem.Unknown("Colour"));
    assertThat(vpcs("Filter.1.Shape=x")).containsExactly(new Problem.Unknown("Filter.1.Shape"));
    assertThat(vpcs("VpcId=vpc-1")).containsExactly(new Problem.Unknown("VpcId"));
    assertThat(vpcs("VpcId.one=vpc-1")).containsExactly(new Problem.Unknown("VpcId.one"));
    assertThat(vpcs("VpcId.0=vpc-1")).containsExactly(new Problem.Unknown("VpcId.0"));
    assertThat(vpcs("MaxResults.1=5")).containsExactly(new Problem.Unknown("MaxResults.1"));
    assertThat(vpcs("Filter.1=x")).containsExactly(new Problem.Unknown("Filter.1"));
  }

  @Test
  void whatTheActionDoesNotServeIsNamedToo() {
    Served some = served("GroupId", "IpPermissions.IpProtocol", "IpPermissions.IpRanges.CidrIp");
    var form =
        "GroupId=sg-1&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8";
    var request = AuthorizeSecurityGroupIngressRequest.builder();
    assertThat(ec2.decode(Form.parse(form), request, some)).isEmpty();
    assertThat(
            ec2.decode(
                Form.parse(
                    form
                        + "&IpPermissions.1.IpRanges.1.Description=d"
                        + "&IpPermissions.1.PrefixListIds.1.PrefixListId=pl-1&CidrIp=::"),
                AuthorizeSecurityGroupIngressRequest.builder(),
                some))
        .containsExactlyInAnyOrder(
            new Problem.NotServed("IpPermissions.1.IpRanges.1.Description"),
            new Problem.NotServed("IpPermissions.1.PrefixListIds.1.PrefixListId"),
            new Problem.NotServed("CidrIp"));
  }

  @Test
  void valuesOfTheWrongKindSayWhatWasExpected() {
    assertThat(vpcs("MaxResults=many"))
        .containsExactly(new Problem.BadValue("MaxResults", "many", "an integer"));
    assertThat(vpcs("MaxResults=99999999999"))
        .containsExactly(new Problem.BadValue("MaxResults", "99999999999", "an integer"));
    assertThat(vpcs("DryRun=yes"))
        .containsExactly(new Problem.BadValue("DryRun", "yes", "true or false"));
  }

  @Test
  void aFieldThatComesTwiceIsRefused() {
    assertThat(vpcs("MaxResults=5&MaxResults=6"))
        .containsExactly(new Problem.Repeated("MaxResults"));
    assertThat(vpcs("VpcId.1=a&VpcId.01=b")).containsExactly(new Problem.Repeated("VpcId.01"));
    assertThat(vpcs("VpcId.1=%zz")).hasSize(1).first().isInstanceOf(Problem.Malformed.class);
  }

  @Test
  void aHostileFormIsRefusedWithoutADeepTree() {
    assertThat(vpcs("A" + ".A".repeat(300_000) + "=1"))
        .hasSize(1)
        .first()
        .isInstanceOf(Problem.Unknown.class);
  }

  @Test
  void queryListsCarryTheirElementName() {
    var request = AssumeRoleRequest.builder();
    assertThat(
            query.decode(
                Form.parse("PolicyArns.member.1.arn=a&Tags.member.1.Key=k&Tags.member.1.Value=v"),
                request,
                Served.everything()))
        .isEmpty();
    assertThat(request.build().policyArns().getFirst().arn()).isEqualTo("a");
    assertThat(query.decode(Form.parse("PolicyArns.1.arn=a"), request, Served.everything()))
        .containsExactly(new Problem.Unknown("PolicyArns.1.arn"));
    assertThat(query.decode(Form.parse("Tags="), request, Served.everything())).isEmpty();
    assertThat(request.build().tags()).isEmpty();
  }

  @Test
  void aMisspeltServedNameIsFound() {
    assertThat(
            shapes.unknownNames(
                AuthorizeSecurityGroupIngressRequest.builder(),
                served("GroupId", "IpPermission", "IpPermissions.IpRanges.Cidr", "DryRun.x")))
        .containsExactlyInAnyOrder("IpPermission", "IpPermissions.IpRanges.Cidr", "DryRun.x");
  }
}
