package io.eksnet.aws.sts;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.iam.IamClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleSessionsTest {
  private static final String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/A";
  private static final String SUBJECT = "system:serviceaccount:default:app";
  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

  /** A token is its audience; "old" is one that expired. */
  private static final WebIdentity ISSUED =
      token ->
          token.equals("forged")
              ? Optional.empty()
              : Optional.of(
                  new WebIdentity.Claims(
                      token.equals("foreign") ? "https://elsewhere.example.com" : ISSUER,
                      token.equals("other") ? "system:serviceaccount:default:other" : SUBJECT,
                      List.of(token.equals("audience") ? "somebody" : "sts.amazonaws.com"),
                      SmallNetwork.NOW.plusSeconds(token.equals("old") ? -1 : 600)));

  private final IamClient root = IamClient.of(new SmallNetwork().ledger, ISSUED);

  private void role(String name, String principal, String more) {
    String trust =
        """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":%s,%s}}"""
            .formatted(principal, more);
    Said made = root.call("iam", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust);
    assertThat(made.status()).as(made.text()).isEqualTo(200);
  }

  private void may(String name, String policy) {
    root.call(
        "iam", "PutRolePolicy", "RoleName", name, "PolicyName", "own", "PolicyDocument", policy);
  }

  private static final String ASSUME = "\"Action\":\"sts:AssumeRole\"";
  private static final String OWN_ACCOUNT = "{\"AWS\":\"111122223333\"}";

  private static Said assume(IamClient client, String role, String... more) {
    String[] all = new String[more.length + 4];
    all[0] = "RoleArn";
    all[1] = "arn:aws:iam::111122223333:role/" + role;
    all[2] = "RoleSessionName";
    all[3] = "s1";
    System.arraycopy(more, 0, all, 4, more.length);
    return client.call("sts", "AssumeRole", all);
  }

  @Test
  void anExternalIdMustBeTheOneThatIsAskedFor() {
    role(
        "guarded",
        OWN_ACCOUNT,
        ASSUME + ",\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"x-1\"}}");
    assertThat(assume(root, "guarded", "ExternalId", "x-1").status()).isEqualTo(200);
    assertThat(assume(root, "guarded", "ExternalId", "x-2").refusal())
        .isEqualTo(
            "AccessDenied: User: arn:aws:iam::111122223333:user/eksnet is not authorized to perform:"
                + " sts:AssumeRole on resource: arn:aws:iam::111122223333:role/guarded");
    assertThat(assume(root, "none").status()).isEqualTo(403);
  }

  @Test
  void anotherAccountNeedsToBeTrusted() {
    role("mine", OWN_ACCOUNT, ASSUME);
    role("shared", "{\"AWS\":\"arn:aws:iam::444455556666:root\"}", ASSUME);
    assertThat(assume(root.ofOtherAccount(), "mine").status()).isEqualTo(403);
    Said assumed = assume(root.ofOtherAccount(), "shared");
    assertThat(assumed.one("Arn")).isEqualTo("arn:aws:sts::111122223333:assumed-role/shared/s1");
    assertThat(root.with(assumed).call("sts", "GetCallerIdentity").one("Account"))
        .isEqualTo("111122223333");
  }

  @Test
  void aRoleThatIsTrustedAsAccountNeedsItsOwnPolicyToo() {
    role("first", OWN_ACCOUNT, ASSUME);
    role("by-account", OWN_ACCOUNT, ASSUME);
    role("by-name", "{\"AWS\":\"arn:aws:iam::111122223333:role/first\"}", ASSUME);
    IamClient first = root.assume("first");
    assertThat(assume(first, "by-account").status()).isEqualTo(403);
    assertThat(assume(first, "by-name").status()).isEqualTo(200);
    may("first", EVERYTHING);
    assertThat(assume(first, "by-account").status()).isEqualTo(200);
    assertThat(assume(first, "by-account", "DurationSeconds", "3601").refusal())
        .isEqualTo(
            "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for"
                + " roles assumed by role chaining");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DurationSeconds|899|ValidationError: 1 validation error detected: Value '899' at"
            + " 'durationSeconds' failed to satisfy constraint: Member must have value greater than"
            + " or equal to 900",
        "DurationSeconds|43201|ValidationError: 1 validation error detected: Value '43201' at"
            + " 'durationSeconds' failed to satisfy constraint: Member must have value less than or"
            + " equal to 43200",
        "DurationSeconds|7200|ValidationError: The requested DurationSeconds exceeds the"
            + " MaxSessionDuration set for this role.",
        "Policy|{|MalformedPolicyDocument: Syntax errors in policy.",
        "PolicyArns.member.1.arn|x|ValidationError: The policy x does not exist or is not"
            + " attachable.",
        "SourceIdentity|me|UnsupportedOperation: eksnet does not serve the parameter SourceIdentity"
            + " of AssumeRole. Nothing was done; leave it out."
      })
  void refusalsAreStss(String name, String value, String refusal) {
    role("r", OWN_ACCOUNT, ASSUME);
    assertThat(assume(root, "r", name, value).refusal()).isEqualTo(refusal);
  }

  private Said web(String token) {
    return root.unsigned(
        "sts",
        "AssumeRoleWithWebIdentity",
        "RoleArn",
        "arn:aws:iam::111122223333:role/irsa",
        "RoleSessionName",
        "pod",
        "WebIdentityToken",
        token);
  }

  private void irsa() {
    root.call(
        "iam",
        "CreateOpenIDConnectProvider",
        "Url",
        ISSUER,
        "ClientIDList.member.1",
        "sts.amazonaws.com");
    String issuer = ISSUER.substring("https://".length());
    role(
        "irsa",
        "{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/" + issuer + "\"}",
        "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{\"StringEquals\":{\""
            + issuer
            + ":sub\":\""
            + SUBJECT
            + "\",\""
            + issuer
            + ":aud\":\"sts.amazonaws.com\"}}");
    may("irsa", EVERYTHING);
  }

  @Test
  void aServiceAccountBecomesItsRoleWithoutASignature() {
    irsa();
    Said said = web("good");
    assertThat(said.one("SubjectFromWebIdentityToken")).isEqualTo(SUBJECT);
    assertThat(root.with(said).call("sts", "GetCallerIdentity").one("Arn"))
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/irsa/pod");
    assertThat(root.with(said).call("ec2", "DescribeVpcs").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forged|InvalidIdentityToken: Couldn't retrieve verification key from your identity"
            + " provider,",
        "old|ExpiredTokenException: Token expired: current date/time",
        "audience|InvalidIdentityToken: Incorrect token audience",
        "foreign|InvalidIdentityToken: No OpenIDConnect provider found in your account for"
            + " https://elsewhere.example.com",
        "other|AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity"
      })
  void tokensThatAreNotTrustedAreRefused(String token, String refusal) {
    irsa();
    assertThat(web(token).refusal()).startsWith(refusal);
  }

  @Test
  void otherCallsStillNeedASignature() {
    assertThat(root.unsigned("sts", "GetCallerIdentity").refusal())
        .startsWith("MissingAuthenticationToken: ");
  }
}
