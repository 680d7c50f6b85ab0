package io.eksnet.aws.acm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.acm.CertificateBody;
import io.eksnet.aws.endpoint.Reply;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Certificates in PEM, read and judged as ImportCertificate does. */
final class PemCertificates {
  private static final String REFUSED = "ValidationException";
  private static final int DNS_NAME = 2;
  private static final List<Integer> RSA_SIZES = List.of(1024, 2048, 3072, 4096);

  /** Key usages by their bit. */
  private static final List<String> USAGES =
      List.of(
          "DIGITAL_SIGNATURE",
          "NON_REPUDIATION",
          "KEY_ENCIPHERMENT",
          "DATA_ENCIPHERMENT",
          "KEY_AGREEMENT",
          "CERTIFICATE_SIGNING",
          "CRL_SIGNING",
          "ENCIPHER_ONLY",
          "DECIPHER_ONLY");

  private PemCertificates() {}

  /**
   * A certificate that a client brings, once its key and its chain fit it.
   *
   * @param chain empty if there is none
   */
  static Reply<CertificateBody> brought(byte[] pem, byte[] key, Optional<byte[]> chain) {
    return certificates(pem, "certificate")
        .then(
            found ->
                found.size() > 1
                    ? Reply.refuse(
                        REFUSED,
                        "The certificate field contains more than one certificate. You can"
                            + " specify only one certificate in this field.")
                    : Reply.answer(found.getFirst()))
        .then(leaf -> keyFits(leaf, key))
        .then(
            leaf ->
                chain
                    .map(
                        text ->
                            certificates(text, "certificate chain").then(it -> vouched(leaf, it)))
                    .orElseGet(() -> selfSigned(leaf)))
        .then(leaf -> body(leaf, text(pem), chain.map(PemCertificates::text)));
  }

  /** What is in a certificate of our own making. */
  static CertificateBody issued(CertificateAuthority.Issued made) {
    Reply<CertificateBody> read =
        certificates(made.pem().getBytes(US_ASCII), "certificate")
            .then(it -> body(it.getFirst(), made.pem(), Optional.of(made.chain())));
    return switch (read) {
      case Reply.Answer<CertificateBody>(var body) -> body;
      case Reply.Refusal<CertificateBody>(var error) ->
          throw new IllegalStateException(error.message());
    };
  }

  private static Reply<List<X509Certificate>> certificates(byte[] pem, String what) {
    try {
      List<X509Certificate> found = new ArrayList<>();
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        found.add((X509Certificate) each);
      }
      boolean isPem = new String(pem, UTF_8).contains("-----BEGIN CERTIFICATE-----");
      return found.isEmpty() || !isPem ? unreadable(what) : Reply.answer(found);
    } catch (CertificateException broken) {
      return unreadable(what);
    }
  }

  private static <T> Reply<T> unreadable(String what) {
    return Reply.refuse(REFUSED, "The " + what + " is not PEM-encoded or is not valid.");
  }

  private static Reply<X509Certificate> keyFits(X509Certificate leaf, byte[] key) {
    PublicKey open = leaf.getPublicKey();
    if (algorithm(open).isEmpty()) {
      return Reply.refuse(REFUSED, "The private key length isn't supported for key algorithm.");
    }
    if (PrivateKeys.isEncrypted(key)) {
      return Reply.refuse(REFUSED, "The private key is not supported.");
    }
    Optional<PrivateKey> secret = PrivateKeys.read(key, open);
    if (secret.isEmpty()) {
      return Reply.refuse(REFUSED, "The private key is not PEM-encoded or is not valid.");
    }
    return PrivateKeys.match(secret.get(), open)
        ? Reply.answer(leaf)
        : Reply.refuse(REFUSED, "The private key does not match the certificate.");
  }

  private static Reply<X509Certificate> vouched(X509Certificate leaf, List<X509Certificate> chain) {
    X509Certificate last = leaf;
    for (X509Certificate next : chain) {
      if (!signed(last, next.getPublicKey())) {
        return Reply.refuse(
            REFUSED, "Could not validate the certificate with the certificate chain.");
      }
      last = next;
    }
    return Reply.answer(leaf);
  }

  private static Reply<X509Certificate> selfSigned(X509Certificate leaf) {
    return signed(leaf, leaf.getPublicKey())
        ? Reply.answer(leaf)
        : Reply.refuse(
            REFUSED,
            "Provided certificate is not a valid self signed. Please provide either a valid"
                + " self-signed certificate or certificate chain.");
  }

  private static boolean signed(X509Certificate certificate, PublicKey by) {
    try {
      certificate.verify(by);
      return true;
    } catch (GeneralSecurityException notByThatKey) {
      return false;
    }
  }

  private static Reply<CertificateBody> body(
      X509Certificate leaf, String pem, Optional<String> chain) {
    try {
      List<String> names = new ArrayList<>();
      Optional.ofNullable(leaf.getSubjectAlternativeNames()).stream()
          .flatMap(all -> all.stream())
          .filter(it -> it.getFirst().equals(DNS_NAME))
          .forEach(it -> names.add(it.get(1).toString()));
      String subject = leaf.getSubjectX500Principal().getName();
      Optional<String> common = part(subject, "CN");
      if (common.isEmpty() && names.isEmpty()) {
        return Reply.refuse(REFUSED, "The certificate has no domain name.");
      }
      String domain = common.orElseGet(names::getFirst);
      if (names.isEmpty()) {
        names.add(domain);
      }
      String issuer = leaf.getIssuerX500Principal().getName();
      return Reply.answer(
          new CertificateBody(
              pem,
              chain,
              domain,
              names,
              HexFormat.ofDelimiter(":").formatHex(leaf.getSerialNumber().toByteArray()),
              subject,
              part(issuer, "O").or(() -> part(issuer, "CN")).orElse(issuer),
              leaf.getNotBefore().toInstant(),
              leaf.getNotAfter().toInstant(),
              algorithm(leaf.getPublicKey()).orElseThrow(),
              leaf.getSigAlgName().toUpperCase(Locale.ROOT),
              usages(leaf),
              Optional.ofNullable(leaf.getExtendedKeyUsage()).orElse(List.of())));
    } catch (CertificateParsingException broken) {
      return unreadable("certificate");
    }
  }

  private static Optional<String> part(String name, String type) {
    try {
      return new LdapName(name)
          .getRdns().stream()
              .filter(it -> it.getType().equals(type))
              .map(Rdn::getValue)
              .filter(String.class::isInstance)
              .map(String.class::cast)
              .findFirst();
    } catch (InvalidNameException broken) {
      return Optional.empty();
    }
  }

  private static List<String> usages(X509Certificate leaf) {
    boolean[] bits = Optional.ofNullable(leaf.getKeyUsage()).orElse(new boolean[0]);
    List<String> usages = new ArrayList<>();
    for (int i = 0; i < Math.min(bits.length, USAGES.size()); i++) {
      if (bits[i]) {
        usages.add(USAGES.get(i));
      }
    }
    return usages;
  }

  /** ACM's name for the algorithm and size of a key; empty if ACM does not take such keys. */
  private static Optional<String> algorithm(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa ->
          Optional.of(rsa.getModulus().bitLength())
              .filter(RSA_SIZES::contains)
              .map(bits -> "RSA_" + bits);
      case ECPublicKey curve ->
          switch (curve.getParams().getOrder().bitLength()) {
            case 256 -> Optional.of("EC_prime256v1");
            case 384 -> Optional.of("EC_secp384r1");
            case 521 -> Optional.of("EC_secp521r1");
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static String text(byte[] pem) {
    return new String(pem, UTF_8);
  }
}
