package io.eksnet.aws.acm;

import static io.eksnet.aws.codec.Served.served;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.CertificateBody;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.world.World;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.Filters;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesResponse;

/** ListCertificates: filters, order and pages. */
final class CertificateLists {
  private static final int MOST = 1_000;

  /** How many alternative names a summary shows. */
  private static final int MOST_NAMES = 100;

  /** What is listed when no key types are asked for. */
  private static final List<String> USUAL_KEYS = List.of("RSA_1024", "RSA_2048");

  private CertificateLists() {}

  static void register(Call.Registry on) {
    on.on(
        "ListCertificates",
        ListCertificatesRequest::builder,
        served("CertificateStatuses", "Includes", "NextToken", "MaxItems", "SortBy", "SortOrder"),
        CertificateLists::list);
  }

  private static Reply<ListCertificatesResponse> list(ListCertificatesRequest q, Call call) {
    List<String> statuses =
        CertificateStatus.knownValues().stream().map(CertificateStatus::toString).toList();
    for (String status : q.certificateStatusesAsStrings()) {
      if (!statuses.contains(status)) {
        return Constraints.refused(
            status,
            "certificateStatuses",
            "satisfy enum value set: [" + String.join(", ", statuses) + "]");
      }
    }
    if (q.sortOrderAsString() != null && q.sortByAsString() == null) {
      return Reply.refuse(
          "InvalidArgsException", "SortBy must be specified when SortOrder is specified.");
    }
    if (q.sortByAsString() != null && q.sortOrderAsString() == null) {
      return Reply.refuse(
          "InvalidArgsException", "SortOrder must be specified when SortBy is specified.");
    }
    return Constraints.oneOf(q.sortByAsString(), "sortBy", List.of("CREATED_AT"))
        .then(
            _ ->
                Constraints.oneOf(
                    q.sortOrderAsString(), "sortOrder", List.of("ASCENDING", "DESCENDING")))
        .then(
            _ ->
                Constraints.within(
                    Optional.ofNullable(q.maxItems()).orElse(MOST), "maxItems", 1, MOST))
        .then(size -> page(q, size, call.world(), call));
  }

  private static Reply<ListCertificatesResponse> page(
      ListCertificatesRequest q, int size, World world, Call call) {
    Comparator<Certificate> order =
        Comparator.comparing(Certificate::createdAt).thenComparing(Certificate::arn);
    List<Certificate> all =
        world.table(Certificate.KIND).by(Certificate.BY_SCOPE, call.scope()).stream()
            .filter(
                it ->
                    q.certificateStatusesAsStrings().isEmpty()
                        || q.certificateStatusesAsStrings().contains(it.status().name()))
            .filter(it -> included(it, Optional.ofNullable(q.includes())))
            .sorted("DESCENDING".equals(q.sortOrderAsString()) ? order.reversed() : order)
            .toList();
    int from = 0;
    if (q.nextToken() != null) {
      Optional<String> last = read(q.nextToken());
      from = last.map(it -> all.stream().map(Certificate::arn).toList().indexOf(it) + 1).orElse(0);
      if (from == 0) {
        return Reply.refuse("InvalidArgsException", "The specified NextToken is not valid.");
      }
    }
    List<Certificate> shown = all.subList(from, Math.min(all.size(), from + size));
    var answer =
        ListCertificatesResponse.builder()
            .certificateSummaryList(
                shown.stream()
                    .map(it -> summary(it, CertificateReads.users(world, it.arn())))
                    .toList());
    if (from + size < all.size()) {
      answer.nextToken(write(shown.getLast().arn()));
    }
    return Reply.answer(answer.build());
  }

  private static boolean included(Certificate certificate, Optional<Filters> filters) {
    CertificateBody body = certificate.body();
    List<String> keys =
        filters.map(Filters::keyTypesAsStrings).filter(it -> !it.isEmpty()).orElse(USUAL_KEYS);
    List<String> usages = filters.map(Filters::keyUsageAsStrings).orElse(List.of());
    List<String> purposes = filters.map(Filters::extendedKeyUsageAsStrings).orElse(List.of());
    boolean export =
        filters.map(Filters::exportOptionAsString).filter("ENABLED"::equals).isPresent();
    boolean managed = filters.map(Filters::managedByAsString).isPresent();
    return keys.contains(body.keyAlgorithm())
        && (usages.isEmpty() || !Collections.disjoint(usages, body.keyUsages()))
        && (purposes.isEmpty() || !Collections.disjoint(purposes, purposes(body)))
        && !export
        && !managed;
  }

  private static List<String> purposes(CertificateBody body) {
    return body.extendedKeyUsages().isEmpty()
        ? List.of("NONE")
        : body.extendedKeyUsages().stream().map(CertificateReads::purpose).toList();
  }

  private static CertificateSummary summary(Certificate certificate, List<String> users) {
    CertificateBody body = certificate.body();
    Stream<String> names = certificate.alternativeNames().stream();
    var summary =
        CertificateSummary.builder()
            .certificateArn(certificate.arn())
            .domainName(certificate.domainName())
            .subjectAlternativeNameSummaries(names.limit(MOST_NAMES).toList())
            .hasAdditionalSubjectAlternativeNames(
                certificate.alternativeNames().size() > MOST_NAMES)
            .status(certificate.status().name())
            .type(CertificateReads.type(certificate))
            .keyAlgorithm(body.keyAlgorithm())
            .keyUsagesWithStrings(body.keyUsages())
            .extendedKeyUsagesWithStrings(
                body.extendedKeyUsages().stream().map(CertificateReads::purpose).toList())
            .exportOption("DISABLED")
            .exported(false)
            .inUse(!users.isEmpty())
            .renewalEligibility(CertificateReads.renewal(certificate, users))
            .createdAt(certificate.createdAt());
    if (certificate.status() != Certificate.Status.PENDING_VALIDATION) {
      summary.notBefore(body.notBefore()).notAfter(body.notAfter());
    }
    certificate
        .issuedAt()
        .ifPresent(
            at -> {
              if (certificate.imported()) {
                summary.importedAt(at);
              } else {
                summary.issuedAt(at);
              }
            });
    return summary.build();
  }

  private static String write(String arn) {
    return Base64.getUrlEncoder().encodeToString(("after:" + arn).getBytes(UTF_8));
  }

  private static Optional<String> read(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      return text.startsWith("after:") ? Optional.of(text.substring(6)) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
