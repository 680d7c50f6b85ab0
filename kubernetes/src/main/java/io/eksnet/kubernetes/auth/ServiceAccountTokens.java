package io.eksnet.kubernetes.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues and checks the tokens of service accounts: JSON Web Tokens signed with ES256, with the
 * claims that Kubernetes puts in (issuer, audience, {@code kubernetes.io}).
 */
public final class ServiceAccountTokens implements TokenAuthenticator {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final PrivateKey key;
  private final PublicKey publicKey;
  private final String issuer;
  private final InstantSource clock;

  /**
   * Tokens of one cluster.
   *
   * @param keys {@link ClusterCertificates#serviceAccounts()}
   * @param issuer for example {@code
   *     https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE}
   * @param clock judges expiry
   */
  public ServiceAccountTokens(KeyPairPem keys, String issuer, InstantSource clock) {
    this.key = keys.key();
    this.publicKey = keys.x509().getPublicKey();
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * A service account, named by its object.
   *
   * @param uid the object's uid; a token dies with the object
   */
  public record ServiceAccount(String namespace, String name, String uid) {
    /** The user name that Kubernetes gives it. */
    public String username() {
      return "system:serviceaccount:" + namespace + ":" + name;
    }
  }

  /** The audience of tokens that ask for none: the API server itself. */
  public String defaultAudience() {
    return "https://kubernetes.default.svc";
  }

  /** A new token, valid from now. */
  public String issue(ServiceAccount account, List<String> audiences, Duration validity) {
    Instant now = clock.instant();
    ObjectNode claims = MAPPER.createObjectNode();
    var audience = claims.putArray("aud");
    (audiences.isEmpty() ? List.of(defaultAudience()) : audiences).forEach(audience::add);
    claims.put("exp", now.plus(validity).getEpochSecond());
    claims.put("iat", now.getEpochSecond());
    claims.put("iss", issuer);
    ObjectNode kubernetes = claims.putObject("kubernetes.io");
    kubernetes.put("namespace", account.namespace());
    kubernetes.putObject("serviceaccount").put("name", account.name()).put("uid", account.uid());
    claims.put("nbf", now.getEpochSecond());
    claims.put("sub", account.username());
    String unsigned =
        encode("{\"alg\":\"ES256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
    return unsigned + "." + ENCODER.encodeToString(sign(unsigned));
  }

  /**
   * What a token of this issuer says, be it expired or not.
   *
   * @param issuer the URL of the issuer
   * @param subject the user name of the service account
   */
  public record Claims(String issuer, String subject, List<String> audiences, Instant expiry) {
    public Claims {
      audiences = List.copyOf(audiences);
    }
  }

  /** What a token says, whomever it is for; empty for one that this issuer did not sign. */
  public Optional<Claims> claims(String token) {
    return signed(token)
        .map(
            claims -> {
              List<String> audiences = new ArrayList<>();
              claims.path("aud").forEach(it -> audiences.add(it.asString("")));
              return new Claims(
                  claims.path("iss").asString(""),
                  claims.path("sub").asString(""),
                  audiences,
                  Instant.ofEpochSecond(claims.path("exp").asLong(0)));
            });
  }

  @Override
  public Optional<UserInfo> authenticate(String token) {
    return signed(token).flatMap(this::userOf);
  }

  /** The claims of a token that was signed with this issuer's key. */
  private Optional<JsonNode> signed(String token) {
    int first = token.indexOf('.');
    int second = token.lastIndexOf('.');
    if (first <= 0 || second == first) {
      return Optional.empty();
    }
    try {
      byte[] signature = DECODER.decode(token.substring(second + 1));
      return verifies(token.substring(0, second), signature)
          ? Optional.of(MAPPER.readTree(DECODER.decode(token.substring(first + 1, second))))
          : Optional.empty();
    } catch (IllegalArgumentException | JacksonException _) {
      return Optional.empty();
    }
  }

  private Optional<UserInfo> userOf(JsonNode claims) {
    boolean expired = clock.instant().getEpochSecond() >= claims.path("exp").asLong(0);
    boolean forUs = false;
    for (JsonNode audience : claims.path("aud")) {
      forUs |= audience.asString("").equals(defaultAudience());
    }
    if (expired || !forUs || !claims.path("iss").asString("").equals(issuer)) {
      return Optional.empty();
    }
    JsonNode kubernetes = claims.path("kubernetes.io");
    String namespace = kubernetes.path("namespace").asString("");
    return Optional.of(
        new UserInfo(
            claims.path("sub").asString(""),
            kubernetes.path("serviceaccount").path("uid").asString(""),
            List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace),
            Map.of()));
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot sign with " + ALGORITHM, e);
    }
  }

  private boolean verifies(String text, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(publicKey);
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.verify(signed);
    } catch (java.security.SignatureException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot verify " + ALGORITHM, e);
    }
  }
}
