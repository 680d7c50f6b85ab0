package io.eksnet.kubernetes.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The keys of one cluster, made once at its first start and kept by the caller (private keys:
 * readable by the owner only).
 *
 * @param authority signs the other three; its certificate is what kubeconfig carries as
 *     certificate-authority-data
 * @param server for the API server's TLS
 * @param admin RSA client certificate of {@code kubernetes-admin} in {@code system:masters}
 * @param serviceAccounts signs service account tokens
 */
public record ClusterCertificates(
    KeyPairPem authority, KeyPairPem server, KeyPairPem admin, KeyPairPem serviceAccounts) {

  /** The user of the administrator's certificate. */
  public static final String ADMIN = "kubernetes-admin";

  /** Names by which the API server is known on every cluster. */
  private static final List<String> SERVER_NAMES =
      List.of(
          "localhost",
          "kubernetes",
          "kubernetes.default",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local");

  private static final List<String> SERVER_ADDRESSES = List.of("127.0.0.1", "::1");
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /** A client's clock may be a little behind. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /**
   * Makes new keys.
   *
   * @param names further DNS names of the server, for example the endpoint's host name
   * @param addresses further addresses of the server, for example the first address of the service
   *     CIDR
   * @param now start of the ten years of validity
   */
  public static ClusterCertificates issue(
      Collection<String> names, Collection<String> addresses, Instant now) {
    var validity = new Validity(now.minus(CLOCK_SKEW), now.plus(VALIDITY));
    try {
      KeyPair authorityKeys = newKeys();
      var issuer = new Issuer(new X500Name("CN=kubernetes"), authorityKeys, validity);
      KeyPairPem authority =
          issuer.sign("CN=kubernetes", authorityKeys, new Role(true, List.of(), List.of()));
      List<GeneralName> alternatives = alternatives(names, addresses);
      return new ClusterCertificates(
          authority,
          issuer.sign(
              "CN=kube-apiserver",
              newKeys(),
              new Role(false, List.of(KeyPurposeId.id_kp_serverAuth), alternatives)),
          issuer.sign(
              "O=" + UserInfo.MASTERS + ",CN=" + ADMIN,
              newClientKeys(),
              new Role(false, List.of(KeyPurposeId.id_kp_clientAuth), List.of())),
          issuer.sign("CN=service-accounts", newKeys(), new Role(false, List.of(), List.of())));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("this JDK cannot make elliptic-curve certificates", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<GeneralName> alternatives(
      Collection<String> names, Collection<String> addresses) {
    List<GeneralName> all = new ArrayList<>();
    SERVER_NAMES.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
    names.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
    SERVER_ADDRESSES.forEach(it -> all.add(new GeneralName(GeneralName.iPAddress, it)));
    addresses.forEach(it -> all.add(new GeneralName(GeneralName.iPAddress, it)));
    return all;
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** RSA: fabric8's client reads no other keys without further libraries. */
  private static KeyPair newClientKeys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private record Validity(Instant from, Instant to) {}

  private record Role(boolean authority, List<KeyPurposeId> purposes, List<GeneralName> names) {}

  private record Issuer(X500Name name, KeyPair keys, Validity validity) {

    KeyPairPem sign(String subject, KeyPair keys, Role role)
        throws IOException, OperatorCreationException, CertificateException {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              new BigInteger(127, new SecureRandom()).setBit(126),
              Date.from(validity.from()),
              Date.from(validity.to()),
              new X500Name(subject),
              keys.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(role.authority()));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(
              role.authority()
                  ? KeyUsage.keyCertSign | KeyUsage.digitalSignature
                  : KeyUsage.digitalSignature));
      if (!role.purposes().isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(role.purposes().toArray(KeyPurposeId[]::new)));
      }
      if (!role.names().isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(role.names().toArray(GeneralName[]::new)));
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(this.keys.getPrivate());
      byte[] certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)).getEncoded();
      return KeyPairPem.of(certificate, keys.getPrivate().getEncoded());
    }
  }
}
