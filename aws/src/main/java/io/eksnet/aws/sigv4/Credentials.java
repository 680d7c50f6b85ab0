package io.eksnet.aws.sigv4;

import java.util.List;
import java.util.Optional;

/** The port to whoever keeps the access keys. */
@FunctionalInterface
public interface Credentials {

  /** The key pair with this access key id, if there is one. */
  Optional<Credential> find(String accessKeyId);

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
   */
  record Principal(String account, String arn, String userId) {}
}
