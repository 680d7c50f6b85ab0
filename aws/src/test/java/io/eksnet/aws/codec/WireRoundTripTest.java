package io.eksnet.aws.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.aws.Botocore;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sigv4.Credentials.Credential;
import io.eksnet.aws.sigv4.Credentials.Principal;
import io.eksnet.aws.sigv4.SigV4;
import io.eksnet.aws.sigv4.Verdict;
import io.eksnet.aws.sigv4.WireRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Every served action with every member filled, against AWS's own Python client: it writes the
 * requests that we decode and sign-check, and parses the answers that we encode.
 */
class WireRoundTripTest {

  private static final Map<String, List<String>> ACTIONS = ServedActions.byService();

  private static final SigV4 SIGNATURES =
      new SigV4(
          Credentials.only(
              new Credential(
                  "AKIAEKSNETEXAMPLE",
                  "secret/key+with=signs",
                  Optional.empty(),
                  new Principal(
                      "111122223333", "arn:aws:iam::111122223333:user/test", "AIDATEST"))),
          InstantSource.system());

  private final Shapes shapes = new Shapes();

  @Test
  void everyMemberOfEveryServedRequestIsUnderstood() {
    Botocore botocore = Botocore.orSkip();
    List<Map<String, Object>> lines = lines();
    List<Map<String, Object>> requests = botocore.run("requests", lines);
    for (int i = 0; i < lines.size(); i++) {
      String service = Botocore.text(lines.get(i), "service");
      String action = Botocore.text(lines.get(i), "action");
      WireRequest request = wire(requests.get(i));
      SdkPojo builder = builder(service, action + "Request");

      List<Problem> problems = decode(service, action, request, builder);

      List<String> newer = new ArrayList<>();
      Object expected =
          known(Botocore.field(requests.get(i), "tree"), shapes.of(builder), action, newer);
      // What botocore knows and our older SDK does not is refused as unknown, never dropped.
      assertThat(problems).as(action).allMatch(problem -> problem instanceof Problem.Unknown);
      assertThat(problems.isEmpty()).as(action + " " + newer + problems).isEqualTo(newer.isEmpty());
      assertThat(tree((SdkPojo) ((Buildable) builder).build(), true))
          .as(action)
          .isEqualTo(expected);
      assertThat(
              SIGNATURES.verify(
                  request,
                  new SigV4.Expected(Optional.of(signingName(service)), "us-west-2"::equals)))
          .as(action + " is signed as we think")
          .isInstanceOf(Verdict.Verified.class);
    }
  }

  @Test
  void everyMemberOfEveryServedAnswerIsRead() {
    Botocore botocore = Botocore.orSkip();
    List<Map<String, Object>> lines = lines();
    List<Object> expected = new ArrayList<>();
    for (Map<String, Object> line : lines) {
      String service = Botocore.text(line, "service");
      String action = Botocore.text(line, "action");
      SdkPojo builder = builder(service, action + "Response");
      fill(builder, action, Set.of());
      SdkPojo answer = (SdkPojo) ((Buildable) builder).build();
      expected.add(tree(answer, false));
      line.put("status", 200);
      line.put("headers", Map.of("x-amzn-RequestId", "id"));
      line.put("body", Base64.getEncoder().encodeToString(encode(service, action, answer)));
    }

    List<Map<String, Object>> parsed = botocore.run("answers", lines);

    for (int i = 0; i < lines.size(); i++) {
      assertThat(parsed.get(i).get("tree"))
          .as(Botocore.text(lines.get(i), "action"))
          .isEqualTo(expected.get(i));
    }
  }

  private static List<Map<String, Object>> lines() {
    List<Map<String, Object>> lines = new ArrayList<>();
    ACTIONS.forEach(
        (service, actions) ->
            actions.forEach(
                action ->
                    lines.add(new LinkedHashMap<>(Map.of("service", service, "action", action)))));
    return lines;
  }

  private List<Problem> decode(
      String service, String action, WireRequest request, SdkPojo builder) {
    if (service.equals("eks")) {
      var match = ServedActions.SERVED.at(request.method(), request.rawPath()).orElseThrow();
      assertThat(match.action().name()).isEqualTo(action);
      Map<String, String> path = match.variables();
      return new JsonCodec(shapes)
          .decode(
              path,
              SigV4.parameters(request.rawQuery()),
              request.body(),
              builder,
              Served.everything());
    }
    if (service.equals("acm") || service.equals("directconnect")) {
      assertThat(request.firstHeader("x-amz-target").orElseThrow()).endsWith("." + action);
      return new JsonCodec(shapes).decode(request.body(), builder, Served.everything());
    }
    Form form =
        Form.parse(request.rawQuery(), new String(request.body(), UTF_8))
            .without(name -> name.equals("Action") || name.equals("Version"));
    var dialect = service.equals("ec2") ? FormDecoder.Dialect.EC2 : FormDecoder.Dialect.QUERY;
    return new FormDecoder(shapes, dialect).decode(form, builder, Served.everything());
  }

  private byte[] encode(String service, String action, SdkPojo answer) {
    XmlEncoder xml = new XmlEncoder(shapes);
    return switch (service) {
      case "ec2" -> xml.ec2(action, "http://ec2.amazonaws.com/doc/2016-11-15/", answer, "id");
      case "sts" -> xml.query(action, "https://sts.amazonaws.com/doc/2011-06-15/", answer, "id");
      case "iam" -> xml.query(action, "https://iam.amazonaws.com/doc/2010-05-08/", answer, "id");
      case "elbv2" ->
          xml.query(
              action, "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/", answer, "id");
      case "elb" ->
          xml.query(
              action, "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/", answer, "id");
      default -> new JsonCodec(shapes).encode(answer);
    };
  }

  private static String signingName(String service) {
    return service.startsWith("elb") ? "elasticloadbalancing" : service;
  }

  /** The SDK writes some abbreviations otherwise than the API. */
  private static String sdkName(String name) {
    return name.replace("SSL", "Ssl")
        .replace("LBCookie", "LbCookie")
        .replace("OpenID", "OpenId")
        .replace("ClientID", "ClientId");
  }

  private static String module(String service) {
    return service.replaceFirst("^elb", "elasticloadbalancing");
  }

  private static SdkPojo builder(String service, String simpleName) {
    try {
      return (SdkPojo)
          Class.forName(
                  "software.amazon.awssdk.services."
                      + module(service)
                      + ".model."
                      + sdkName(simpleName))
              .getMethod("builder")
              .invoke(null);
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(missing.getMessage(), missing);
    }
  }

  @SuppressWarnings("unchecked")
  private static WireRequest wire(Map<String, Object> sent) {
    URI uri = URI.create(Botocore.text(sent, "url"));
    Map<String, List<String>> headers = new TreeMap<>();
    ((Map<String, String>) Botocore.field(sent, "headers"))
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return new WireRequest(
        Botocore.text(sent, "method"),
        uri.getRawPath(),
        Optional.ofNullable(uri.getRawQuery()).orElse(""),
        headers,
        Base64.getDecoder().decode(Botocore.text(sent, "body")));
  }

  /** A model object as maps, lists and texts, by wire name. */
  private Map<String, Object> tree(SdkPojo object, boolean request) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Shape.Member member : shapes.of(object).members()) {
      member
          .valueIn(object)
          .filter(XmlEncoder::wasSet)
          .ifPresent(
              value ->
                  tree.put(
                      request ? member.requestName() : member.answerName(),
                      tree(value, member.type(), request)));
    }
    return tree;
  }

  private Object tree(Object value, Type type, boolean request) {
    return switch (type) {
      case Type.Value(var scalar) ->
          switch (scalar) {
            case TIMESTAMP -> Long.toString(((Instant) value).getEpochSecond());
            case BLOB -> Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArray());
            default -> value.toString();
          };
      case Type.Structure _ -> tree((SdkPojo) value, request);
      case Type.ListOf list ->
          ((List<?>) value).stream().map(e -> tree(e, list.element(), request)).toList();
      case Type.MapOf map ->
          ((Map<?, ?>) value)
              .entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          e -> e.getKey().toString(),
                          e -> tree(e.getValue(), map.value(), request)));
    };
  }

  private boolean fill(SdkPojo builder, String path, Set<Class<?>> seen) {
    if (seen.contains(builder.getClass())) {
      return false;
    }
    Set<Class<?>> below = new HashSet<>(seen);
    below.add(builder.getClass());
    for (Shape.Member member : shapes.of(builder).members()) {
      sample(member.type(), path + "." + member.name(), below)
          .ifPresent(value -> member.set(builder, value));
    }
    return true;
  }

  private Optional<Object> sample(Type type, String path, Set<Class<?>> seen) {
    return switch (type) {
      case Type.Value(var scalar) ->
          Optional.of(
              switch (scalar) {
                case STRING -> path + " &<%+é\"'/ü\n\uD83D\uDE00";
                case INTEGER -> path.length();
                case LONG -> (long) path.length() << 33;
                case SHORT -> (short) path.length();
                case BYTE -> (byte) path.length();
                case FLOAT -> path.length() + 0.5f;
                case DOUBLE -> path.length() + 0.25;
                case DECIMAL -> BigDecimal.valueOf(path.length());
                case BOOLEAN -> true;
                case TIMESTAMP -> Instant.ofEpochSecond(1_700_000_000L + path.length());
                case BLOB -> SdkBytes.fromUtf8String(path);
              });
      case Type.Structure(var maker) -> {
        SdkPojo builder = maker.get();
        yield fill(builder, path, seen)
            ? Optional.of(((Buildable) builder).build())
            : Optional.empty();
      }
      case Type.ListOf list ->
          sample(list.element(), path + "1", seen)
              .flatMap(a -> sample(list.element(), path + "2", seen).map(b -> List.of(a, b)));
      case Type.MapOf map ->
          sample(map.value(), path + ".v", seen).map(v -> Map.of("k1", v, "k2 &", v));
    };
  }

  /** A tree less the members that our SDK lacks, which are added to {@code newer}. */
  private Map<String, Object> known(Object tree, Shape shape, String at, List<String> newer) {
    Map<String, Object> known = new LinkedHashMap<>();
    ((Map<?, ?>) tree)
        .forEach(
            (name, value) ->
                shape
                    .byRequestName(name.toString())
                    .ifPresentOrElse(
                        member ->
                            known.put(
                                name.toString(),
                                known(value, member.type(), at + "." + name, newer)),
                        () -> newer.add(at + "." + name)));
    return known;
  }

  private Object known(Object tree, Type type, String at, List<String> newer) {
    return switch (type) {
      case Type.Value _, Type.MapOf _ -> tree;
      case Type.Structure(var maker) -> known(tree, shapes.of(maker.get()), at, newer);
      case Type.ListOf list ->
          ((List<?>) tree).stream().map(e -> known(e, list.element(), at, newer)).toList();
    };
  }
}
