package io.eksnet.aws.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Verdict.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4Test {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final SigV4.Expected EC2 =
      new SigV4.Expected(Optional.of("ec2"), "us-west-2"::equals);
  private static final SigV4.Expected STS =
      new SigV4.Expected(Optional.of("sts"), "us-west-2"::equals);

  private final SigV4 signatures = at(NOW);

  private static SigV4 at(Instant now) {
    return new SigV4(Credentials.only(Signing.CREDENTIAL), InstantSource.fixed(now));
  }

  /** AWS's published signature test suite, and the ListUsers example of the IAM user guide. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla | service | GET | example.amazonaws.com | / | - | - | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          post-vanilla | service | POST | example.amazonaws.com | / | - | - | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          get-vanilla-query-order-key-case | service | GET | example.amazonaws.com | /?Param2=value2&Param1=value1 | - | - | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          post-x-www-form-urlencoded | service | POST | example.amazonaws.com | / | Content-Type=application/x-www-form-urlencoded | Param1=value1 | ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
          get-header-value-trim | service | GET | example.amazonaws.com | / | My-Header1= value1 && My-Header2= "a   b   c" | - | acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
          get-utf8 | service | GET | example.amazonaws.com | /ሴ | - | - | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-space | service | GET | example.amazonaws.com | /example space/ | - | - | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          get-relative | service | GET | example.amazonaws.com | /example/.. | - | - | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slashes | service | GET | example.amazonaws.com | //example// | - | - | 9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
          iam-list-users | iam | GET | iam.amazonaws.com | /?Action=ListUsers&Version=2010-05-08 | Content-Type=application/x-www-form-urlencoded; charset=utf-8 | - | 5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7
          """)
  void awsOwnExamplesVerify(
      String name,
      String service,
      String method,
      String host,
      String target,
      String extra,
      String body,
      String signature) {
    Credential credential =
        new Credential(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            Optional.empty(),
            Signing.PRINCIPAL);
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("Host", List.of(host));
    headers.put("X-Amz-Date", List.of("20150830T123600Z"));
    if (!extra.equals("-")) {
      for (String header : extra.split(" && ", -1)) {
        int equals = header.indexOf('=');
        headers.put(header.substring(0, equals), List.of(header.substring(equals + 1)));
      }
    }
    List<String> signed =
        headers.keySet().stream().map(h -> h.toLowerCase(Locale.ROOT)).sorted().toList();
    headers.put(
        "Authorization",
        List.of(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/"
                + service
                + "/aws4_request, SignedHeaders="
                + String.join(";", signed)
                + ", Signature="
                + signature));
    int question = target.indexOf('?');
    WireRequest request =
        new WireRequest(
            method,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? "" : target.substring(question + 1),
            headers,
            (body.equals("-") ? "" : body).getBytes(UTF_8));
    SigV4 then =
        new SigV4(
            Credentials.only(credential),
            InstantSource.fixed(Instant.parse("2015-08-30T12:36:00Z")));

    assertThat(then.verify(request, new SigV4.Expected(Optional.of(service), "us-east-1"::equals)))
        .isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void aSignedRequestTellsWhoSentIt() {
    assertThat(signatures.verify(Signing.post("ec2", "Action=DescribeVpcs", NOW), EC2))
        .isEqualTo(
            new Verdict.Verified(
                new Scope("AKIAEKSNETEXAMPLE", "20261123", "us-west-2", "ec2"), Signing.PRINCIPAL));
  }

  @Test
  void anyChangeOfASignedRequestIsFound() {
    long seed = 20261123L;
    SplittableRandom random = new SplittableRandom(seed);
    WireRequest good =
        Signing.signed("ec2", "POST", "/a%2Fb/c?x=1&y=2", Map.of("X-Amz-Extra", "e"), "k=v", NOW);
    for (int round = 0; round < 400; round++) {
      WireRequest bad = changed(good, random);
      assertThat(signatures.verify(bad, EC2))
          .as("seed %d round %d", seed, round)
          .isInstanceOf(Verdict.Rejected.class);
    }
  }

  private static WireRequest changed(WireRequest good, SplittableRandom random) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    good.headerNames().forEach(name -> headers.put(name, new ArrayList<>(good.header(name))));
    String method = good.method();
    String path = good.rawPath();
    String query = good.rawQuery();
    byte[] body = good.body().clone();
    switch (random.nextInt(5)) {
      case 0 -> method = "PUT";
      case 1 -> path = flip(path, 1 + random.nextInt(path.length() - 1), random);
      case 2 -> query = flip(query, random.nextInt(query.length()), random);
      case 3 -> body[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(100));
      default -> {
        List<String> names = List.copyOf(headers.keySet());
        String name = names.get(random.nextInt(names.size()));
        String value = good.firstHeader(name).orElseThrow();
        headers.put(name, List.of(flip(value, random.nextInt(value.length()), random)));
      }
    }
    return new WireRequest(method, path, query, headers, body);
  }

  /** Another letter or digit at one place; never only another case of percent digits. */
  private static String flip(String text, int at, SplittableRandom random) {
    String letters = "ghijklmnopqrstuvwxyz0123456789";
    char now = text.charAt(at);
    char other = now;
    while (other == now) {
      other = letters.charAt(random.nextInt(letters.length()));
    }
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  @ParameterizedTest(name = "a date {0} s from ours is {1}")
  @CsvSource({"-900,good", "-901,late", "900,good", "901,early"})
  void aRequestIsGoodForFifteenMinutesEitherWay(long seconds, String verdict) {
    var found = signatures.verify(Signing.post("ec2", "a=b", NOW.plusSeconds(seconds)), EC2);
    switch (verdict) {
      case "good" -> assertThat(found).isInstanceOf(Verdict.Verified.class);
      default -> {
        assertThat(reason(found)).isEqualTo(Reason.OUT_OF_TIME);
        assertThat(message(found))
            .contains(verdict.equals("late") ? "Signature expired" : "Signature not yet current");
      }
    }
  }

  @Test
  void anUnsignedRequestIsToldSo() {
    var found =
        signatures.verify(
            new WireRequest("POST", "/", "", Map.of("Host", List.of("h")), new byte[0]), EC2);
    assertThat(reason(found)).isEqualTo(Reason.UNSIGNED);
    assertThat(message(found)).isEqualTo("Request is missing Authentication Token");
  }

  @Test
  void aRequestForAnotherServiceRegionOrKeyIsRefused() {
    WireRequest sts = Signing.post("sts", "a=b", NOW);
    assertThat(reason(signatures.verify(sts, EC2))).isEqualTo(Reason.WRONG_SCOPE);
    assertThat(
            message(
                signatures.verify(
                    sts, new SigV4.Expected(Optional.of("sts"), "eu-west-1"::equals))))
        .contains("valid region")
        .contains("us-west-2");
    SigV4 nobody = new SigV4(_ -> Optional.empty(), InstantSource.fixed(NOW));
    assertThat(reason(nobody.verify(sts, STS))).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS3 whatever",
        "AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=b",
        "AWS4-HMAC-SHA256 Credential=a/20261123/us-west-2/ec2/aws4_request, SignedHeaders=host,"
            + " Signature=zz",
        "AWS4-HMAC-SHA256 Credential=a/20261123/us-west-2/ec2/aws4_request"
      })
  void aBrokenAuthorizationIsIncomplete(String authorization) {
    WireRequest request =
        new WireRequest(
            "POST",
            "/",
            "",
            Map.of(
                "Host", List.of("h"),
                "X-Amz-Date", List.of("20261123T100000Z"),
                "Authorization", List.of(authorization)),
            new byte[0]);
    assertThat(reason(signatures.verify(request, EC2))).isEqualTo(Reason.INCOMPLETE);
  }

  @Test
  void anAmzHeaderThatIsNotSignedIsRefused() {
    WireRequest good = Signing.post("ec2", "a=b", NOW);
    Map<String, List<String>> headers = new TreeMap<>();
    good.headerNames().forEach(name -> headers.put(name, good.header(name)));
    headers.put("x-amz-target", List.of("Other.Action"));
    WireRequest more = new WireRequest("POST", "/", "", headers, good.body());
    assertThat(message(signatures.verify(more, EC2))).contains("'x-amz-target' must be a");
  }

  @Test
  void aSessionsTokenMustComeWithItsKeyAndOnlyThere() {
    Credential session =
        new Credential(
            Signing.CREDENTIAL.accessKeyId(),
            Signing.CREDENTIAL.secretKey(),
            Optional.of("to/ken+=="),
            Signing.PRINCIPAL);
    SigV4 sessions = new SigV4(Credentials.only(session), InstantSource.fixed(NOW));
    WireRequest with =
        Signing.signed("ec2", "POST", "/", Map.of("X-Amz-Security-Token", "to/ken+=="), "", NOW);
    WireRequest other =
        Signing.signed("ec2", "POST", "/", Map.of("X-Amz-Security-Token", "other"), "", NOW);
    WireRequest without = Signing.post("ec2", "", NOW);

    assertThat(sessions.verify(with, EC2)).isInstanceOf(Verdict.Verified.class);
    assertThat(reason(sessions.verify(other, EC2))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(sessions.verify(without, EC2))).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(signatures.verify(with, EC2))).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void botocoresPresignedUrlVerifiesAndLivesFifteenMinutesForSts() {
    Botocore botocore = Botocore.orSkip();
    String url =
        Botocore.text(
            botocore
                .run(
                    "presign",
                    List.of(Map.of("cluster", "my-cluster", "endpoint", "http://" + Signing.HOST)))
                .getFirst(),
            "url");
    Instant signedAt = signedAt(url);
    WireRequest request = presigned(url, "my-cluster");

    assertThat(at(signedAt.plusSeconds(61)).verify(request, STS))
        .as("get-token asks for 60 s, but kubectl keeps the token for 14 minutes")
        .isInstanceOf(Verdict.Verified.class);
    assertThat(reason(at(signedAt.plus(Duration.ofSeconds(901))).verify(request, STS)))
        .isEqualTo(Reason.OUT_OF_TIME);
    assertThat(reason(at(signedAt).verify(presigned(url, "other-cluster"), STS)))
        .isEqualTo(Reason.MISMATCH);
  }

  @Test
  void anotherServicesPresignedUrlLivesAsLongAsItSays() {
    // X-Amz-Expires is checked before the signature, so this one needs none that is right.
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEKSNETEXAMPLE%2F20261123%2Fus-west-2"
            + "%2Fec2%2Faws4_request&X-Amz-Date=20261123T095859Z&X-Amz-Expires=60"
            + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
            + "0".repeat(64);
    WireRequest request =
        new WireRequest("GET", "/", query, Map.of("Host", List.of("h")), new byte[0]);
    assertThat(reason(signatures.verify(request, EC2))).isEqualTo(Reason.OUT_OF_TIME);
    assertThat(reason(at(NOW.minusSeconds(5)).verify(request, EC2))).isEqualTo(Reason.MISMATCH);
  }

  @Test
  void aSecretNeverShowsInText() {
    assertThat(Signing.CREDENTIAL.toString()).doesNotContain("secret");
  }

  private static WireRequest presigned(String url, String cluster) {
    URI uri = URI.create(url);
    return new WireRequest(
        "GET",
        uri.getRawPath(),
        uri.getRawQuery(),
        Map.of("Host", List.of(Signing.HOST), "x-k8s-aws-id", List.of(cluster)),
        new byte[0]);
  }

  private static Instant signedAt(String url) {
    String date = url.replaceAll(".*X-Amz-Date=(\\d{8})T(\\d{6})Z.*", "$1$2");
    return Instant.parse(
        date.replaceAll("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)", "$1-$2-$3T$4:$5:$6Z"));
  }

  private static Reason reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Rejected(var reason, _) -> reason;
      case Verdict.Verified _ -> throw new AssertionError("verified");
    };
  }

  private static String message(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Rejected(_, var message) -> message;
      case Verdict.Verified _ -> throw new AssertionError("verified");
    };
  }
}
