package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Router;
import io.eksnet.aws.endpoint.WireAnswer;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Signing;
import io.eksnet.world.Ledger;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls a network's AWS as a client does, without a socket. */
public final class TestClient {

  private final Router router;

  public TestClient(Ledger ledger) {
    router =
        new Router(
            AwsApi.actions(ledger),
            new SigV4(Credentials.only(Signing.CREDENTIAL), InstantSource.fixed(SmallNetwork.NOW)),
            "us-west-2",
            () -> "request-1");
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
    return said(router.answer(Signing.post("ec2", form.toString(), SmallNetwork.NOW)));
  }

  /** Gets something from EKS. */
  public Said eks(String path) {
    return said(router.answer(Signing.get("eks", path, SmallNetwork.NOW)));
  }

  private static Said said(WireAnswer answer) {
    return new Said(answer.status(), new String(answer.body(), UTF_8));
  }
}
