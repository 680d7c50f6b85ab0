package io.eksnet.aws.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The port to whoever keeps the access keys. */
@FunctionalInterface
public interface Credentials {

  /** The key pair with this access key id, if there is one. */
  Optional<Credential> find(String accessKeyId);

  /**
   * The key pair that a request is signed with.
   *
   * @param token the session token that came with it; one where none belongs is as wrong as a
   *     missing one
   */
  default Optional<Credential> find(String accessKeyId, Optional<String> token) {
    return find(accessKeyId).filter(known -> sameToken(known.sessionToken(), token));
  }

  private static boolean sameToken(Optional<String> expected, Optional<String> found) {
    return expected.isPresent() == found.isPresent()
        && MessageDigest.isEqual(
            expected.orElse("").getBytes(UTF_8), found.orElse("").getBytes(UTF_8));
  }

  /** A store with one key pair. */
  static Credentials only(Credential credential) {
    return of(List.of(credential));
  }

  /** A store with some key pairs: what {@code eksnet up} makes, one for each account. */
  static Credentials of(List<Credential> credentials) {
    return id -> credentials.stream().filter(it -> it.accessKeyId().equals(id)).findFirst();
  }

  /**
   * A key pair and whom it stands for.
   *
   * @param accessKeyId {@code AKIA...} for a user, {@code ASIA...} for a session
   * @param sessionToken what a session's requests must carry besides
   */
  record Credential(
      String accessKeyId, String secretKey, Optional<String> sessionToken, Principal principal) {

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Credential[" + accessKeyId + " of " + principal.arn() + "]";
    }
  }

  /**
   * A user or an assumed role.
   *
   * @param account twelve digits
   * @param arn {@code arn:aws:iam::111122223333:user/eksnet}
   * @param userId the unique id, {@code AIDA...} or {@code AROA...:session}
   * @param session what an assumed role has besides
   */
  record Principal(String account, String arn, String userId, Optional<Session> session) {
    /** The account itself, or a user: someone without a session. */
    public Principal(String account, String arn, String userId) {
      this(account, arn, userId, Optional.empty());
    }
  }

  /**
   * A role at work.
   *
   * @param role the ARN of the role
   * @param roleId {@code AROA...}; another role of the same name has another
   * @param name what its user called it
   * @param policies JSON texts that limit it further
   * @param policyArns managed policies that limit it further
   * @param expires when its keys are good no longer
   */
  record Session(
      String role,
      String roleId,
      String name,
      List<String> policies,
      List<String> policyArns,
      Instant expires) {
    public Session {
      policies = List.copyOf(policies);
      policyArns = List.copyOf(policyArns);
    }

    /** Whether it was made with policies that limit it. */
    public boolean limited() {
      return !policies.isEmpty() || !policyArns.isEmpty();
    }
  }
}
