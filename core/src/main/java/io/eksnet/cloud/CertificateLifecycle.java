package io.eksnet.cloud;

import io.eksnet.acm.Certificate;
import io.eksnet.table.Change;
import io.eksnet.world.Controller;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A requested certificate is issued some time later; any certificate expires at its end. */
final class CertificateLifecycle {
  /** How long ACM takes once the records in DNS are there: usually some minutes. */
  static final Duration VALIDATION = Duration.ofMinutes(2);

  private CertificateLifecycle() {}

  static Controller<String> create() {
    return new Lifecycle<>("certificate-lifecycle", Certificate.KIND, CertificateLifecycle::next);
  }

  private static Optional<Lifecycle.Next> next(Certificate certificate) {
    return switch (certificate.status()) {
      case PENDING_VALIDATION ->
          Lifecycle.Next.soon(
              certificate.createdAt(), VALIDATION, at -> List.of(put(certificate.issued(at))));
      case ISSUED ->
          Lifecycle.Next.later(
              certificate.body().notBefore(),
              Duration.between(certificate.body().notBefore(), certificate.body().notAfter()),
              _ -> List.of(put(certificate.expired())));
      case EXPIRED -> Optional.empty();
    };
  }

  private static Change<?, ?> put(Certificate certificate) {
    return Change.put(Certificate.KIND, certificate);
  }
}
