package io.eksnet.aws.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.codec.Shapes;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.aws.sigv4.WireRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RouterTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final String EC2 = "&Version=2016-11-15";

  private final Router router = SmallApi.router(InstantSource.fixed(NOW));

  private WireAnswer ec2(String form) {
    return router.answer(Signing.post("ec2", form, NOW));
  }

  private WireAnswer eks(String method, String path, String body) {
    return router.answer(
        Signing.signed("eks", method, path, Map.of("Content-Type", "application/json"), body, NOW));
  }

  private static String text(WireAnswer answer) {
    return new String(answer.body(), UTF_8);
  }

  private static String header(WireAnswer answer, String name) {
    return Objects.requireNonNull(answer.headers().get(name));
  }

  @Test
  void anEc2ActionIsServedInEc2sXml() {
    WireAnswer answer = ec2("Action=DescribeVpcs" + EC2);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer))
        .endsWith(
            "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                + "<requestId>request-1</requestId><vpcSet><item><vpcId>vpc-12345678</vpcId>"
                + "</item></vpcSet></DescribeVpcsResponse>");
    assertThat(header(answer, "x-amzn-RequestId")).isEqualTo("request-1");
    assertThat(header(answer, "Content-Type")).isEqualTo("text/xml;charset=UTF-8");
  }

  @Test
  void aRefusalOfEc2HasEc2sForm() {
    WireAnswer answer = ec2("Action=DescribeVpcs&VpcId.1=vpc-missing" + EC2);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(text(answer))
        .endsWith(
            "<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>The vpc ID"
                + " 'vpc-missing' does not exist</Message></Error></Errors>"
                + "<RequestID>request-1</RequestID></Response>");
  }

  @Test
  void anActionThatIsNotServedIsRefusedByName() {
    assertThat(text(ec2("Action=CreateFleet" + EC2)))
        .contains("<Code>InvalidAction</Code>")
        .contains(
            "The action CreateFleet is not valid for this web service. eksnet does not serve"
                + " ec2:CreateFleet.");
    WireAnswer eks = eks("POST", "/clusters", "{}");
    assertThat(eks.status()).isEqualTo(404);
    assertThat(header(eks, "x-amzn-ErrorType")).isEqualTo("UnknownOperationException");
    assertThat(text(eks)).contains("eksnet does not serve POST /clusters of eks.");
  }

  @Test
  void aServiceThatIsNotServedIsRefusedByName() {
    assertThat(text(router.answer(Signing.post("iam", "Action=ListRoles&Version=2010-05-08", NOW))))
        .startsWith("<ErrorResponse")
        .contains("<Code>InvalidAction</Code>")
        .contains("eksnet does not serve iam:ListRoles.");
    assertThat(text(router.answer(Signing.get("s3", "/bucket/key", NOW))))
        .contains("eksnet does not serve GET /bucket/key of s3.");
    assertThat(text(ec2("Action=DescribeVpcs&Version=2014-10-01")))
        .contains("<Code>NoSuchVersion</Code>")
        .contains("2014-10-01");
  }

  @Test
  void aParameterThatIsUnknownOrNotServedIsRefusedByName() {
    assertThat(text(ec2("Action=DescribeVpcs&Colour=red" + EC2)))
        .contains("<Code>UnknownParameter</Code>")
        .contains("The parameter Colour is not recognized");
    assertThat(text(ec2("Action=DescribeVpcs&MaxResults=5" + EC2)))
        .contains("<Code>UnsupportedOperation</Code>")
        .contains("eksnet does not serve the parameter MaxResults of DescribeVpcs.");
    assertThat(text(ec2("Action=DescribeVpcs&DryRun=perhaps" + EC2)))
        .contains("<Code>InvalidParameterValue</Code>");
    assertThat(text(ec2(EC2.substring(1)))).contains("<Code>MissingAction</Code>");
    assertThat(text(ec2("Action=DescribeVpcs"))).contains("<Code>MissingParameter</Code>");
    WireAnswer eks = eks("GET", "/clusters/my-cluster?colour=red", "");
    assertThat(eks.status()).isEqualTo(400);
    assertThat(text(eks))
        .isEqualTo(
            "{\"__type\":\"InvalidParameterException\","
                + "\"message\":\"The parameter colour is not recognized\"}");
  }

  @Test
  void aDryRunThatWouldSucceedAnswers412() {
    WireAnswer answer = ec2("Action=DescribeVpcs&DryRun=true" + EC2);
    assertThat(answer.status()).isEqualTo(412);
    assertThat(text(answer))
        .contains("<Code>DryRunOperation</Code>")
        .contains("Request would have succeeded, but DryRun flag is set.");
    assertThat(text(ec2("Action=DescribeVpcs&DryRun=true&VpcId.1=vpc-missing" + EC2)))
        .contains("InvalidVpcID.NotFound");
  }

  @Test
  void aBugOfOursCostsOneRequestAndSaysSo() {
    Logger.getLogger(Router.class.getName()).setLevel(Level.OFF);
    WireAnswer answer = ec2("Action=DescribeVpcs&VpcId.1=vpc-bug" + EC2);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(text(answer)).contains("<Code>InternalError</Code>").doesNotContain("a bug of ours");
    assertThat(ec2("Action=DescribeVpcs" + EC2).status()).isEqualTo(200);
  }

  @Test
  void unsignedAndWronglySignedCallsAreRefusedInEachServicesWords() {
    WireRequest unsigned =
        new WireRequest(
            "POST",
            "/",
            "",
            Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
            ("Action=DescribeVpcs" + EC2).getBytes(UTF_8));
    WireAnswer answer = router.answer(unsigned);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(text(answer)).contains("<Code>MissingAuthenticationToken</Code>");

    assertThat(header(router.answer(get("/clusters/my-cluster")), "x-amzn-ErrorType"))
        .isEqualTo("MissingAuthenticationTokenException");

    Instant old = NOW.minusSeconds(3600);
    assertThat(text(router.answer(Signing.post("ec2", "Action=DescribeVpcs" + EC2, old))))
        .contains("<Code>RequestExpired</Code>");
    String sts = "Action=GetCallerIdentity&Version=2011-06-15";
    assertThat(text(router.answer(Signing.post("sts", sts, old))))
        .contains("<Code>SignatureDoesNotMatch</Code>")
        .contains("Signature expired");
    assertThat(text(router.answer(Signing.post("ec2", sts, NOW))))
        .contains("<Code>SignatureDoesNotMatch</Code>")
        .contains("Credential should be scoped to correct service: 'sts'");
  }

  @Test
  void stsIsServedWithItsResultWrapped() {
    assertThat(
            text(
                router.answer(
                    Signing.post("sts", "Action=GetCallerIdentity&Version=2011-06-15", NOW))))
        .isEqualTo(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<GetCallerIdentityResult><Account>111122223333</Account>"
                + "<Arn>arn:aws:iam::111122223333:user/eksnet</Arn></GetCallerIdentityResult>"
                + "<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata>"
                + "</GetCallerIdentityResponse>");
    assertThat(
            router
                .answer(Signing.get("sts", "/?Action=GetCallerIdentity&Version=2011-06-15", NOW))
                .status())
        .isEqualTo(200);
  }

  @Test
  void aRegionThatIsNotServedIsNamed() {
    String sts = "/?Action=GetCallerIdentity&Version=2011-06-15";
    assertThat(router.answer(in("us-west-2", "sts", sts)).status()).isEqualTo(200);
    assertThat(text(router.answer(in("mars-1", "sts", sts)))).contains("valid region");
    assertThat(text(router.answer(in("mars-1", "eks", "/clusters/my-cluster"))))
        .contains("InvalidSignatureException")
        .contains("'mars-1' is not a Region here");
  }

  private static WireRequest in(String region, String service, String path) {
    return Signing.signed(region, service, "GET", path, Map.of(), "", NOW);
  }

  @Test
  void eksIsServedByMethodAndRawPath() {
    assertThat(text(eks("GET", "/clusters/my-cluster", "")))
        .isEqualTo("{\"cluster\":{\"name\":\"my-cluster\"}}");
    assertThat(header(eks("GET", "/clusters/other", ""), "x-amzn-ErrorType"))
        .isEqualTo("ResourceNotFoundException");
    assertThat(
            eks(
                    "POST",
                    "/tags/arn%3Aaws%3Aeks%3Aus-west-2%3A1%3Acluster%2Fmy-cluster",
                    "{\"tags\":{\"a\":\"b\"}}")
                .status())
        .isEqualTo(200);
    assertThat(eks("GET", "/clusters/", "").status()).isEqualTo(404);
    assertThat(eks("GET", "/clusters/a/b", "").status()).isEqualTo(404);
  }

  @Test
  void noRegistrationNamesAMemberThatDoesNotExist() {
    Shapes shapes = new Shapes();
    for (Action<?, ?, ?> action : SmallApi.actions().all()) {
      assertThat(shapes.unknownNames(action.newRequest(), action.served()))
          .as(action.name())
          .isEmpty();
    }
  }

  private static WireRequest get(String path) {
    return new WireRequest("GET", path, "", Map.of(), new byte[0]);
  }
}
