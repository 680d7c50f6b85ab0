package io.eksnet.app.daemon;

import io.eksnet.app.config.ClusterConfig;
import io.eksnet.app.network.StateFolder;
import io.eksnet.aws.sigv4.Credentials;
import io.eksnet.aws.sts.SessionKey;
import io.eksnet.kubernetes.auth.ClusterCertificates;
import io.eksnet.kubernetes.auth.KeyPairPem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The keys of one network: made at its first start, kept in its folder, never printed but by {@code
 * env}.
 *
 * @param key the key of the root of the account that the cluster is in
 * @param otherKeys those of the other accounts' roots
 * @param kubernetesToken the bearer token of the cluster's administrator
 * @param controlToken what the terminal shows to the daemon
 * @param seed where the network's ids come from
 * @param sessionKey seals the tokens of assumed roles
 */
public record Secrets(
    AccountKey key,
    List<AccountKey> otherKeys,
    String kubernetesToken,
    String controlToken,
    long seed,
    ClusterCertificates certificates,
    SessionKey sessionKey) {

  private static final String SESSION_KEY = "sts.key";

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  /** New keys. */
  static Secrets make(Instant now) {
    SecureRandom random = new SecureRandom();
    return new Secrets(
        AccountKey.make(ClusterConfig.ACCOUNT, random),
        List.of(AccountKey.make(ClusterConfig.OTHER_ACCOUNT, random)),
        text(random, ALPHABET.toLowerCase(Locale.ROOT), 40),
        text(random, ALPHABET.toLowerCase(Locale.ROOT), 40),
        random.nextLong(),
        ClusterCertificates.issue(List.of(), List.of(), now),
        SessionKey.make());
  }

  /**
   * An access key of an account's root, who may do everything.
   *
   * @param account twelve digits
   */
  public record AccountKey(String account, String accessKey, String secretKey) {
    static AccountKey make(String account, SecureRandom random) {
      return new AccountKey(
          account,
          "AKIA" + text(random, ALPHABET, 16),
          text(random, ALPHABET + ALPHABET.toLowerCase(Locale.ROOT), 40));
    }

    /** The key as the AWS side checks signatures with it. */
    Credentials.Credential credential() {
      return new Credentials.Credential(
          accessKey,
          secretKey,
          Optional.empty(),
          new Credentials.Principal(account, "arn:aws:iam::" + account + ":root", account));
    }

    @Override
    public String toString() {
      return "AccountKey(of " + account + ")";
    }
  }

  /** All keys, as the AWS side looks them up. */
  Credentials credentials() {
    return Credentials.of(
        Stream.concat(Stream.of(key), otherKeys.stream()).map(AccountKey::credential).toList());
  }

  private static String text(SecureRandom random, String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** As they are kept. */
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    put(values, key);
    otherKeys.forEach(other -> put(values, other));
    values.put("kubernetes.token", kubernetesToken);
    values.put("control.token", controlToken);
    values.put("ids.seed", Long.toString(seed));
    put(values, "ca", certificates.authority());
    put(values, "server", certificates.server());
    put(values, "admin", certificates.admin());
    put(values, "serviceaccounts", certificates.serviceAccounts());
    values.put(SESSION_KEY, sessionKey.text());
    return values;
  }

  /** Whether what was kept lacks a key that this version has: it is to be written again. */
  static boolean lacks(Map<String, String> values) {
    return !values.containsKey(SESSION_KEY);
  }

  /** From what was kept; a key that an older version did not have is made. */
  static Secrets of(Map<String, String> values) {
    return new Secrets(
        accountKey(values, ClusterConfig.ACCOUNT),
        List.of(accountKey(values, ClusterConfig.OTHER_ACCOUNT)),
        value(values, "kubernetes.token"),
        value(values, "control.token"),
        Long.parseLong(value(values, "ids.seed")),
        new ClusterCertificates(
            pem(values, "ca"),
            pem(values, "server"),
            pem(values, "admin"),
            pem(values, "serviceaccounts")),
        lacks(values) ? SessionKey.make() : SessionKey.of(value(values, SESSION_KEY)));
  }

  private static void put(Map<String, String> values, AccountKey key) {
    values.put(StateFolder.accessKeyOf(key.account()), key.accessKey());
    values.put(StateFolder.secretKeyOf(key.account()), key.secretKey());
  }

  private static AccountKey accountKey(Map<String, String> values, String account) {
    return new AccountKey(
        account,
        value(values, StateFolder.accessKeyOf(account)),
        value(values, StateFolder.secretKeyOf(account)));
  }

  private static void put(Map<String, String> values, String name, KeyPairPem pem) {
    values.put(name + ".certificate", pem.certificate());
    values.put(name + ".key", pem.privateKey());
  }

  private static KeyPairPem pem(Map<String, String> values, String name) {
    return new KeyPairPem(value(values, name + ".certificate"), value(values, name + ".key"));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("secrets.properties has no " + name);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Secrets(not shown)";
  }
}
