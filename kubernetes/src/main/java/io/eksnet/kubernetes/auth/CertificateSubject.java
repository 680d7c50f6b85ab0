package io.eksnet.kubernetes.auth;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Reads user and groups from a client certificate's subject. */
final class CertificateSubject {
  private CertificateSubject() {}

  static UserInfo userOf(X509Certificate certificate) {
    String username = "";
    List<String> groups = new ArrayList<>();
    for (Rdn part : parts(certificate)) {
      switch (part.getType()) {
        case "CN" -> username = part.getValue().toString();
        case "O" -> groups.add(part.getValue().toString());
        default -> {}
      }
    }
    return new UserInfo(username, "", groups, Map.of());
  }

  private static List<Rdn> parts(X509Certificate certificate) {
    String subject = certificate.getSubjectX500Principal().getName();
    try {
      return new LdapName(subject).getRdns();
    } catch (InvalidNameException e) {
      throw new IllegalStateException(
          "the JDK printed a subject that it cannot parse: " + subject, e);
    }
  }
}
