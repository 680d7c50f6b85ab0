package io.eksnet.acm;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.id.AccountId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How the owner of a name shows that it is theirs: by a record in DNS or by an answer to a mail.
 * The record of a name is the same for all certificates of an account, and the same for {@code
 * example.com} and {@code *.example.com} (ACM user guide, "DNS validation").
 *
 * @param name the name itself
 * @param domain whose owners are asked
 * @param recordName the record in DNS
 * @param recordValue where that record points
 * @param emails who gets mail
 */
public record DomainValidation(
    String name, String domain, String recordName, String recordValue, List<String> emails) {
  private static final int LABEL = 10;
  private static final int LETTERS = 26;

  public DomainValidation {
    emails = List.copyOf(emails);
  }

  /** How each name of a certificate is validated; nothing for imported ones. */
  public static List<DomainValidation> of(Certificate certificate) {
    return certificate
        .requested()
        .map(
            how ->
                certificate.alternativeNames().stream()
                    .map(name -> of(name, how, certificate.scope().account()))
                    .toList())
        .orElse(List.of());
  }

  private static DomainValidation of(
      String name, Certificate.Origin.Requested how, AccountId account) {
    String domain =
        how.validationDomains().stream()
            .filter(it -> it.name().equals(name))
            .map(Certificate.ValidationDomain::domain)
            .findFirst()
            .orElse(name);
    String bare = name.startsWith("*.") ? name.substring(2) : name;
    String mail = domain.startsWith("*.") ? domain.substring(2) : domain;
    return new DomainValidation(
        name,
        domain,
        "_" + digits("name", account, bare) + "." + bare + ".",
        "_"
            + digits("value", account, bare)
            + "."
            + letters(digits("label", account, bare))
            + ".acm-validations.aws.",
        Stream.of("admin", "administrator", "hostmaster", "postmaster", "webmaster")
            .map(user -> user + "@" + mail)
            .toList());
  }

  /** 32 hexadecimal digits that depend on what is given. */
  private static String digits(String what, AccountId account, String name) {
    return UUID.nameUUIDFromBytes((what + " " + account + " " + name).getBytes(UTF_8))
        .toString()
        .replace("-", "");
  }

  private static String letters(String digits) {
    StringBuilder label = new StringBuilder(LABEL);
    for (int i = 0; i < LABEL; i++) {
      int value = Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
      label.append((char) ('a' + value % LETTERS));
    }
    return label.toString();
  }
}
