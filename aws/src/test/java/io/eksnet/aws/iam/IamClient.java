package io.eksnet.aws.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.AwsApi;
import io.eksnet.aws.SmallNetwork;
import io.eksnet.aws.TestClient.Said;
import io.eksnet.aws.access.PolicyAuthorizer;
import io.eksnet.aws.endpoint.Router;
import io.eksnet.aws.endpoint.WireAnswer;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.aws.sigv4.WireRequest;
import io.eksnet.aws.sts.SessionKey;
import io.eksnet.aws.sts.Sessions;
import io.eksnet.aws.sts.StsActions;
import io.eksnet.aws.sts.WebIdentity;
import io.eksnet.world.Ledger;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client whose calls are judged: of an account, or of a role that it assumed. */
public final class IamClient {
  public static final String ACCOUNT = "111122223333";

  private static final Map<String, String> VERSIONS =
      Map.of(
          "iam", "2010-05-08",
          "sts", "2011-06-15",
          "ec2", "2016-11-15",
          "elasticloadbalancing", "2015-12-01");

  private final Router router;
  private final Credential credential;
  private final Instant now;

  private IamClient(Router router, Credential credential, Instant now) {
    this.router = router;
    this.credential = credential;
    this.now = now;
  }

  /** The account's own client. */
  public static IamClient of(Ledger ledger, WebIdentity identity) {
    return at(ledger, identity, SessionKey.make(), SmallNetwork.NOW);
  }

  /** The account's own client at some time, of a network with a key. */
  public static IamClient at(Ledger ledger, WebIdentity identity, SessionKey key, Instant now) {
    Sessions sessions =
        new Sessions(Credentials.of(List.of(Signing.CREDENTIAL, Signing.OTHER)), key);
    RoleAccess access = new RoleAccess();
    Router router =
        new Router(
            AwsApi.actions(ledger, new StsActions.Means(sessions, identity, access, () -> now)),
            new PolicyAuthorizer(ledger, access, sessions::sealedMessage, () -> now),
            new SigV4(sessions, () -> now),
            Set.of("us-west-2", "us-east-1")::contains,
            () -> "request-1");
    return new IamClient(router, Signing.CREDENTIAL, now);
  }

  /** The same network seen by account 444455556666. */
  public IamClient ofOtherAccount() {
    return new IamClient(router, Signing.OTHER, now);
  }

  /** The client of a role that this one assumes. */
  public IamClient assume(String role, String... more) {
    String[] parameters = new String[more.length + 4];
    parameters[0] = "RoleArn";
    parameters[1] = role.startsWith("arn:") ? role : "arn:aws:iam::" + ACCOUNT + ":role/" + role;
    parameters[2] = "RoleSessionName";
    parameters[3] = "test";
    System.arraycopy(more, 0, parameters, 4, more.length);
    return with(call("sts", "AssumeRole", parameters));
  }

  /** The client with the keys of an answer of STS. */
  public IamClient with(Said issued) {
    if (issued.status() != 200) {
      throw new AssertionError(issued.text());
    }
    return new IamClient(
        router,
        new Credential(
            issued.one("AccessKeyId"),
            issued.one("SecretAccessKey"),
            Optional.of(issued.one("SessionToken")),
            Signing.PRINCIPAL),
        now);
  }

  /** The same keys in another network, or at another time. */
  public IamClient in(IamClient other) {
    return new IamClient(other.router, credential, other.now);
  }

  /** Calls a service with forms; parameters come as name, value, name, value. */
  public Said call(String service, String action, String... parameters) {
    return said(
        Signing.signed(
            credential,
            "us-west-2",
            service,
            "POST",
            "/",
            headers(),
            form(service, action, parameters),
            now));
  }

  /** Calls a service without a signature. */
  public Said unsigned(String service, String action, String... parameters) {
    return said(
        new WireRequest(
            "POST",
            "/",
            "",
            Map.of("Content-Type", List.of("application/x-www-form-urlencoded; charset=utf-8")),
            form(service, action, parameters).getBytes(UTF_8)));
  }

  /** Gets something from EKS. */
  public Said eks(String path) {
    Map<String, String> headers = new HashMap<>(headers());
    headers.remove("Content-Type");
    return said(Signing.signed(credential, "us-west-2", "eks", "GET", path, headers, "", now));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    credential.sessionToken().ifPresent(it -> headers.put("X-Amz-Security-Token", it));
    return headers;
  }

  private static String form(String service, String action, String... parameters) {
    StringBuilder form =
        new StringBuilder("Version=" + VERSIONS.get(service) + "&Action=" + action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=');
      form.append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    return form.toString();
  }

  private Said said(WireRequest request) {
    WireAnswer answer = router.answer(request);
    return new Said(answer.status(), new String(answer.body(), UTF_8));
  }
}
