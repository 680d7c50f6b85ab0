package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Router;
import io.eksnet.aws.endpoint.WireAnswer;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.world.Ledger;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls a network's AWS as a client does, without a socket. */
public final class TestClient {

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

  private final Router router;
  private final Credential credential;
  private final String region;

  /** The client of the network's own account and Region. */
  public TestClient(Ledger ledger) {
    this(
        new Router(
            AwsApi.actions(ledger),
            new SigV4(
                Credentials.of(List.of(Signing.CREDENTIAL, Signing.OTHER)),
                InstantSource.fixed(SmallNetwork.NOW)),
            Set.of("us-west-2", "us-east-1", "eu-west-1")::contains,
            () -> "request-1"),
        Signing.CREDENTIAL,
        "us-west-2");
  }

  private TestClient(Router router, Credential credential, String region) {
    this.router = router;
    this.credential = credential;
    this.region = region;
  }

  /** The same network seen from another Region: us-east-1 or eu-west-1. */
  public TestClient in(String otherRegion) {
    return new TestClient(router, credential, otherRegion);
  }

  /** The same network seen by account 444455556666. */
  public TestClient ofOtherAccount() {
    return new TestClient(router, Signing.OTHER, region);
  }

  /** An answer's status and text. */
  public record Said(int status, String text) {

    /** The texts of all elements of a name, in order. */
    public List<String> all(String element) {
      List<String> found = new ArrayList<>();
      Matcher each = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(text);
      while (each.find()) {
        found.add(each.group(1));
      }
      return found;
    }

    /** The text of the first element of a name. */
    public String one(String element) {
      return all(element).getFirst();
    }

    /** A JSON answer. */
    public Map<String, Object> json() {
      return Botocore.object(text);
    }

    /** A refusal in JSON as {@code Code: message}. */
    public String jsonRefusal() {
      return json().get("__type") + ": " + json().get("message");
    }

    /** A refusal as {@code Code: message}. */
    public String refusal() {
      return one("Code")
          + ": "
          + one("Message").replace("&quot;", "\"").replace("&gt;", ">").replace("&amp;", "&");
    }
  }

  /** Calls EC2; parameters come as name, value, name, value. */
  public Said ec2(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Version=2016-11-15&Action=").append(action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=');
      form.append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    return form("ec2", form.toString());
  }

  /** Calls Elastic Load Balancing; parameters come as name, value, name, value. */
  public Said elb(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Version=2015-12-01&Action=").append(action);
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&').append(parameters[i]).append('=');
      form.append(URLEncoder.encode(parameters[i + 1], UTF_8));
    }
    return form("elasticloadbalancing", form.toString());
  }

  /** Calls ACM with a JSON body. */
  public Said acm(String action, String body) {
    return json("acm", "CertificateManager." + action, body);
  }

  /** Calls Direct Connect with a JSON body. */
  public Said directConnect(String action, String body) {
    return json("directconnect", "OvertureService." + action, body);
  }

  /** Calls a service of JSON 1.1. */
  public Said json(String service, String target, String body) {
    return called(
        service,
        "POST",
        "/",
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target),
        body);
  }

  /** Posts a form, whatever it is. */
  public Said form(String service, String form) {
    return called(service, "POST", "/", FORM, form);
  }

  /** Gets something from EKS. */
  public Said eks(String path) {
    return called("eks", "GET", path, Map.of(), "");
  }

  /** A call of EKS with a method and a JSON body. */
  public Said eks(String method, String path, String body) {
    return called("eks", method, path, Map.of("content-type", "application/json"), body);
  }

  private Said called(
      String service, String method, String path, Map<String, String> headers, String body) {
    return said(
        router.answer(
            Signing.signed(
                credential, region, service, method, path, headers, body, SmallNetwork.NOW)));
  }

  private static Said said(WireAnswer answer) {
    return new Said(answer.status(), new String(answer.body(), UTF_8));
  }
}
