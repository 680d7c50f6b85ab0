package io.eksnet.aws.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

class XmlEncoderTest {

  private final XmlEncoder encoder = new XmlEncoder(new Shapes());

  private String ec2(String action, SdkPojo answer) {
    return new String(encoder.ec2(action, "urn:ec2", answer, "id-1"), UTF_8);
  }

  @Test
  void anUnsetListIsAbsentAndAnEmptyOneIsThere() {
    assertThat(ec2("DescribeVpcs", DescribeVpcsResponse.builder().build()))
        .doesNotContain("vpcSet");
    assertThat(ec2("DescribeVpcs", DescribeVpcsResponse.builder().vpcs(List.of()).build()))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DescribeVpcsResponse xmlns=\"urn:ec2\">"
                + "<requestId>id-1</requestId><vpcSet></vpcSet></DescribeVpcsResponse>");
  }

  @Test
  void anActionWithoutOutputSaysThatItWasDone() {
    assertThat(ec2("CreateTags", CreateTagsResponse.builder().build()))
        .contains("<return>true</return>");
  }

  @Test
  void textIsEscapedAndWhatXmlCannotCarryIsReplaced() {
    var tag = Tag.builder().key("<&>\"\r").value("\u0000é\uD83D\uDE00\uD800\uFFFF").build();
    assertThat(
            ec2(
                "DescribeVpcs",
                DescribeVpcsResponse.builder().vpcs(Vpc.builder().tags(tag).build()).build()))
        .contains("<key>&lt;&amp;&gt;&quot;&#13;</key>")
        .contains("<value>\uFFFDé\uD83D\uDE00\uFFFD\uFFFD</value>");
  }

  @Test
  void timesHaveMilliseconds() {
    var answer =
        AssumeRoleResponse.builder()
            .credentials(c -> c.expiration(Instant.parse("2026-11-23T10:00:00Z")))
            .build();
    assertThat(new String(encoder.query("AssumeRole", "urn:sts", answer, "id-1"), UTF_8))
        .isEqualTo(
            "<AssumeRoleResponse xmlns=\"urn:sts\"><AssumeRoleResult><Credentials>"
                + "<Expiration>2026-11-23T10:00:00.000Z</Expiration></Credentials>"
                + "</AssumeRoleResult><ResponseMetadata><RequestId>id-1</RequestId>"
                + "</ResponseMetadata></AssumeRoleResponse>");
  }
}
