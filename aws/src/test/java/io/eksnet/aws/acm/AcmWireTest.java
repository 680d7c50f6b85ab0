package io.eksnet.aws.acm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.ec2.CloudAtWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcmWireTest {
  private static final TestCertificates.Made WEB = TestCertificates.selfSigned("example.com");
  private static final String ABSENT =
      "arn:aws:acm:us-west-2:111122223333:certificate/00000000-0000-4000-a000-000000000000";

  private final SmallNetwork network = new SmallNetwork();
  private final TestClient client = new TestClient(network.ledger);

  @Test
  void anImportedCertificateIsShownAsItIs() {
    String arn = arn(bring(WEB.pem(), WEB.key(), ""));

    Map<String, Object> shown = described(arn);

    assertThat(shown)
        .containsEntry("DomainName", "example.com")
        .containsEntry("SubjectAlternativeNames", List.of("example.com", "*.example.com"))
        .containsEntry("Status", "ISSUED")
        .containsEntry("Type", "IMPORTED")
        .containsEntry("KeyAlgorithm", "RSA_2048")
        .containsEntry("SignatureAlgorithm", "SHA256WITHRSA")
        .containsEntry("Issuer", "example.com")
        .containsEntry("NotBefore", 1767225600.0)
        .containsEntry("InUseBy", List.of())
        .containsEntry("RenewalEligibility", "INELIGIBLE")
        .containsKey("ImportedAt")
        .doesNotContainKey("DomainValidationOptions");
    assertThat(client.acm("GetCertificate", arnBody(arn)).json())
        .containsEntry("Certificate", WEB.pem())
        .doesNotContainKey("CertificateChain");
  }

  @Test
  void oldFormsOfKeysAreReadAndNoneIsKept() {
    assertThat(bring(WEB.pem(), WEB.oldKey(), "").status()).isEqualTo(200);
    List<TestCertificates.Made> chain = TestCertificates.underAnAuthority("ec.example.com");

    Said made = bring(chain.get(1).pem(), chain.get(1).oldKey(), chain.get(0).pem());

    assertThat(described(arn(made))).containsEntry("KeyAlgorithm", "EC_prime256v1");
    assertThat(network.ledger.durable().table(io.eksnet.acm.Certificate.KIND).stream())
        .hasSize(2)
        .noneMatch(it -> it.toString().contains("PRIVATE KEY"));
  }

  @Test
  void whatCannotBeImportedIsRefused() {
    TestCertificates.Made other = TestCertificates.stranger("other.com");
    List<TestCertificates.Made> chain = TestCertificates.underAnAuthority("ec.example.com");
    TestCertificates.Made old =
        TestCertificates.selfSigned(
            "old.com",
            Instant.parse("2020-01-01T00:00:00Z"),
            Instant.parse("2021-01-01T00:00:00Z"));
    TestCertificates.Made early =
        TestCertificates.selfSigned(
            "new.com",
            Instant.parse("2030-01-01T00:00:00Z"),
            Instant.parse("2031-01-01T00:00:00Z"));
    String v = "ValidationException: ";

    refused(
        bring("nonsense", WEB.key(), ""),
        v + "The certificate is not PEM-encoded or is not valid.");
    refused(
        bring(WEB.pem() + other.pem(), WEB.key(), ""),
        v
            + "The certificate field contains more than one certificate. You can specify only one"
            + " certificate in this field.");
    refused(
        bring(WEB.pem(), "nonsense", ""),
        v + "The private key is not PEM-encoded or is not valid.");
    refused(
        bring(WEB.pem(), "-----BEGIN ENCRYPTED PRIVATE KEY-----", ""),
        v + "The private key is not supported.");
    refused(
        bring(WEB.pem(), other.key(), ""), v + "The private key does not match the certificate.");
    refused(
        bring(WEB.pem(), WEB.key(), other.pem()),
        v + "Could not validate the certificate with the certificate chain.");
    refused(
        bring(chain.get(1).pem(), chain.get(1).key(), ""),
        v
            + "Provided certificate is not a valid self signed. Please provide either a valid"
            + " self-signed certificate or certificate chain.");
    refused(bring(old.pem(), old.key(), ""), v + "The certificate has expired, is not valid.");
    refused(
        bring(early.pem(), early.key(), ""),
        v + "The certificate is not in effect yet, is not valid.");
    refused(
        bring(WEB.pem(), WEB.key(), "", "\"CertificateArn\": \"" + ABSENT + "\""),
        "ResourceNotFoundException: Could not find certificate " + ABSENT + ".");
  }

  @Test
  void aCertificateIsRenewedByImportingItAgain() {
    String arn = arn(bring(WEB.pem(), WEB.key(), "", "\"Tags\": [{\"Key\": \"team\"}]"));
    TestCertificates.Made next = TestCertificates.selfSigned("example.org");
    String again = "\"CertificateArn\": \"" + arn + "\"";
    List<TestCertificates.Made> chain = TestCertificates.underAnAuthority("example.org");

    assertThat(arn(bring(next.pem(), next.key(), "", again))).isEqualTo(arn);

    assertThat(described(arn)).containsEntry("DomainName", "example.org");
    assertThat(client.acm("ListTagsForCertificate", arnBody(arn)).text()).contains("team");
    refused(
        bring(next.pem(), next.key(), "", again, "\"Tags\": [{\"Key\": \"a\"}]"),
        "InvalidParameterException: Tagging is not permitted on re-import.");
    assertThat(
            bring(chain.get(1).pem(), chain.get(1).key(), chain.get(0).pem(), again).jsonRefusal())
        .startsWith("ValidationException: The key algorithm of a certificate cannot change");
  }

  @Test
  void aRequestedCertificateIsPendingThenIssued() {
    CloudAtWork cloud = new CloudAtWork(network.ledger, SmallNetwork.NOW);
    String arn =
        arn(
            client.acm(
                "RequestCertificate",
                """
                {"DomainName": "example.com", "SubjectAlternativeNames": ["*.example.com"],
                 "ValidationMethod": "DNS"}
                """));
    Map<String, Object> pending = described(arn);
    assertThat(pending)
        .containsEntry("Status", "PENDING_VALIDATION")
        .containsEntry("Type", "AMAZON_ISSUED")
        .doesNotContainKeys("IssuedAt", "NotAfter", "Serial");
    assertThat(records(pending)).hasSize(2).allMatch(it -> it.equals(records(pending).getFirst()));
    assertThat(client.acm("GetCertificate", arnBody(arn)).jsonRefusal())
        .startsWith("RequestInProgressException: ");

    cloud.settle();

    assertThat(described(arn))
        .containsEntry("Status", "ISSUED")
        .containsEntry("Issuer", "Amazon")
        .containsEntry("Subject", "CN=example.com")
        .containsEntry("SubjectAlternativeNames", List.of("example.com", "*.example.com"))
        .containsKeys("IssuedAt", "NotAfter", "Serial");
    assertThat(client.acm("GetCertificate", arnBody(arn)).json())
        .containsKeys("Certificate", "CertificateChain");
  }

  @Test
  void ownersAreAskedByMailUnlessDnsIsChosen() {
    String arn =
        arn(
            client.acm(
                "RequestCertificate",
                """
                {"DomainName": "www.example.com", "DomainValidationOptions":
                  [{"DomainName": "www.example.com", "ValidationDomain": "example.com"}]}
                """));
    assertThat(Botocore.text(described(arn), "DomainValidationOptions"))
        .contains("admin@example.com", "ValidationMethod=EMAIL")
        .doesNotContain("ResourceRecord");
  }

  @Test
  void aTokenMakesARepetitionTheSameRequest() {
    String body = "{\"DomainName\": \"example.com\", \"IdempotencyToken\": \"abc\"}";
    String arn = arn(client.acm("RequestCertificate", body));
    assertThat(arn(client.acm("RequestCertificate", body))).isEqualTo(arn);
    assertThat(arn(client.acm("RequestCertificate", body.replace("abc", "def")))).isNotEqualTo(arn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                              | ValidationException: 1 validation error detected: Value null at 'domainName' failed to satisfy constraint: Member must not be null
          {"DomainName": "a_b"}                           | ValidationException: 1 validation error detected: Value 'a_b' at 'domainName' failed to satisfy constraint: Member must satisfy
          {"DomainName": 3}                               | SerializationException: Value (3) for parameter DomainName is invalid. Expected a string.
          {"DomainName": "a.com", "Colour": 1}            | ValidationException: The parameter Colour is not recognized
          {"DomainName": "a.com", "ManagedBy": "X"}       | ValidationException: eksnet does not serve the parameter ManagedBy of RequestCertificate.
          {"DomainName": "a.com", "ValidationMethod": "X"}| ValidationException: 1 validation error detected: Value 'X' at 'validationMethod'
          {"DomainName": "a.com", "KeyAlgorithm": "RSA_1024"} | ValidationException: 1 validation error detected: Value 'RSA_1024' at 'keyAlgorithm'
          {"DomainName": "a.com", "IdempotencyToken": "-"}| ValidationException: 1 validation error detected: Value '-' at 'idempotencyToken'
          {"DomainName": "a.com", "Tags": [{"Key": "aws:a"}]} | InvalidTagException: Invalid Tag Key: "aws:a".
          {"DomainName": "a.com", "DomainValidationOptions": [{"DomainName": "b.com", "ValidationDomain": "b.com"}]} | InvalidDomainValidationOptionsException: The domain b.com is not one
          {"DomainName": "a.com", "DomainValidationOptions": [{"DomainName": "a.com", "ValidationDomain": "b.com"}]} | InvalidDomainValidationOptionsException: The validation domain b.com must be
          {"DomainName": "a.com", "SubjectAlternativeNames": ["1.a.com","2.a.com","3.a.com","4.a.com","5.a.com","6.a.com","7.a.com","8.a.com","9.a.com","x.a.com"]} | LimitExceededException: An ACM limit has been exceeded.
          {"DomainName": "a.com"                          | SerializationException:
          """)
  void badRequestsAreRefusedInAcmsWords(String body, String refusal) {
    Said said = client.acm("RequestCertificate", body);
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.jsonRefusal()).startsWith(refusal);
  }

  @Test
  void certificatesAreListedInPagesByStateAndKey() {
    for (int i = 0; i < 5; i++) {
      client.acm("RequestCertificate", "{\"DomainName\": \"a" + i + ".com\"}");
    }
    client.acm(
        "RequestCertificate", "{\"DomainName\": \"ec.com\", \"KeyAlgorithm\": \"EC_prime256v1\"}");
    List<Object> arns = new ArrayList<>();
    Map<String, Object> page = listed("{\"MaxItems\": 2}");
    arns.addAll((List<?>) page.get("CertificateSummaryList"));
    while (page.containsKey("NextToken")) {
      page = listed("{\"MaxItems\": 2, \"NextToken\": \"" + page.get("NextToken") + "\"}");
      arns.addAll((List<?>) page.get("CertificateSummaryList"));
    }

    assertThat(arns).hasSize(5).doesNotHaveDuplicates();
    assertThat(listed("{\"CertificateStatuses\": [\"ISSUED\"]}").get("CertificateSummaryList"))
        .isEqualTo(List.of());
    assertThat(listed("{\"Includes\": {\"keyTypes\": [\"EC_prime256v1\"]}}").toString())
        .contains("ec.com")
        .doesNotContain("a0.com");
    refused(
        client.acm("ListCertificates", "{\"NextToken\": \"x\"}"),
        "InvalidArgsException: The specified NextToken is not valid.");
    refused(
        client.acm("ListCertificates", "{\"SortOrder\": \"ASCENDING\"}"),
        "InvalidArgsException: SortBy must be specified when SortOrder is specified.");
    assertThat(client.ofOtherAccount().acm("ListCertificates", "{}").json())
        .containsEntry("CertificateSummaryList", List.of());
  }

  @Test
  void tagsAreAddedAndTaken() {
    String arn = arn(bring(WEB.pem(), WEB.key(), ""));
    String at = "{\"CertificateArn\": \"" + arn + "\", \"Tags\": ";
    client.acm(
        "AddTagsToCertificate", at + "[{\"Key\": \"a\", \"Value\": \"1\"}, {\"Key\": \"b\"}]}");

    client.acm(
        "RemoveTagsFromCertificate",
        at + "[{\"Key\": \"a\", \"Value\": \"2\"}, {\"Key\": \"b\"}]}");

    assertThat(client.acm("ListTagsForCertificate", arnBody(arn)).json())
        .containsEntry("Tags", List.of(Map.of("Key", "a", "Value", "1")));
  }

  @Test
  void anotherAccountsCertificateIsNotFound() {
    String arn = arn(bring(WEB.pem(), WEB.key(), ""));
    for (String action :
        List.of(
            "DescribeCertificate",
            "GetCertificate",
            "DeleteCertificate",
            "ListTagsForCertificate")) {
      refused(
          client.ofOtherAccount().acm(action, arnBody(arn)),
          "ResourceNotFoundException: Could not find certificate " + arn + ".");
    }
    assertThat(client.acm("DeleteCertificate", arnBody(arn)).status()).isEqualTo(200);
    assertThat(client.acm("DeleteCertificate", arnBody(arn)).status()).isEqualTo(400);
  }

  @Test
  void theAccountSaysHowEarlyItIsTold() {
    String put = "{\"IdempotencyToken\": \"a\", \"ExpiryEvents\": {\"DaysBeforeExpiry\": %d}}";
    client.acm("PutAccountConfiguration", put.formatted(20));
    assertThat(client.acm("GetAccountConfiguration", "{}").json())
        .containsEntry("ExpiryEvents", Map.of("DaysBeforeExpiry", 20));
    refused(
        client.acm("PutAccountConfiguration", put.formatted(46)),
        "ValidationException: DaysBeforeExpiry must be between 1 and 45, not 46.");
  }

  @Test
  void whatIsNotServedIsRefusedByName() {
    for (String action :
        List.of("ExportCertificate", "RenewCertificate", "ResendValidationEmail")) {
      refused(
          client.acm(action, "{}"),
          "UnknownOperationException: eksnet does not serve CertificateManager." + action + ".");
    }
    refused(
        client.json("acm", "Nobody.Knows", "{}"),
        "UnknownOperationException: eksnet does not serve Nobody.Knows.");
  }

  private Said bring(String pem, String key, String chain, String... more) {
    StringBuilder body = new StringBuilder("{\"Certificate\": \"").append(base64(pem));
    body.append("\", \"PrivateKey\": \"").append(base64(key)).append('"');
    if (!chain.isEmpty()) {
      body.append(", \"CertificateChain\": \"").append(base64(chain)).append('"');
    }
    for (String each : more) {
      body.append(", ").append(each);
    }
    return client.acm("ImportCertificate", body.append('}').toString());
  }

  private Map<String, Object> listed(String body) {
    return client.acm("ListCertificates", body).json();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> described(String arn) {
    return new HashMap<>(
        (Map<String, Object>)
            client.acm("DescribeCertificate", arnBody(arn)).json().get("Certificate"));
  }

  private static List<Object> records(Map<String, Object> described) {
    return ((List<?>) Botocore.field(described, "DomainValidationOptions"))
        .stream().<Object>map(it -> ((Map<?, ?>) it).get("ResourceRecord")).toList();
  }

  private static String arn(Said made) {
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    return Botocore.text(made.json(), "CertificateArn");
  }

  private static String arnBody(String arn) {
    return "{\"CertificateArn\": \"" + arn + "\"}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static void refused(Said said, String refusal) {
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.jsonRefusal()).isEqualTo(refusal);
  }
}
