package io.eksnet.aws.acm;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.CertificateBody;
import io.eksnet.acm.DomainValidation;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.CertificateUse;
import io.eksnet.table.Facts;
import io.eksnet.world.World;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.ExtendedKeyUsage;
import software.amazon.awssdk.services.acm.model.GetCertificateRequest;
import software.amazon.awssdk.services.acm.model.GetCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyUsage;

/** Certificates as ACM shows them. */
final class CertificateReads {
  /** ACM's names for purposes, by object identifier (ACM API reference, ExtendedKeyUsage). */
  private static final Map<String, String> PURPOSES =
      Map.of(
          "1.3.6.1.5.5.7.3.1", "TLS_WEB_SERVER_AUTHENTICATION",
          "1.3.6.1.5.5.7.3.2", "TLS_WEB_CLIENT_AUTHENTICATION",
          "1.3.6.1.5.5.7.3.3", "CODE_SIGNING",
          "1.3.6.1.5.5.7.3.4", "EMAIL_PROTECTION",
          "1.3.6.1.5.5.7.3.8", "TIME_STAMPING",
          "1.3.6.1.5.5.7.3.9", "OCSP_SIGNING",
          "1.3.6.1.5.5.7.3.5", "IPSEC_END_SYSTEM",
          "1.3.6.1.5.5.7.3.6", "IPSEC_TUNNEL",
          "1.3.6.1.5.5.7.3.7", "IPSEC_USER",
          "2.5.29.37.0", "ANY");

  private CertificateReads() {}

  static void register(Call.Registry on) {
    on.on(
            "DescribeCertificate",
            DescribeCertificateRequest::builder,
            served("CertificateArn!"),
            (q, call) -> {
              World world = call.world();
              return Constraints.certificate(call, world, q.certificateArn())
                  .map(
                      it ->
                          DescribeCertificateResponse.builder()
                              .certificate(detail(it, users(world, it.arn())))
                              .build());
            })
        .on(
            "GetCertificate",
            GetCertificateRequest::builder,
            served("CertificateArn!"),
            (q, call) ->
                Constraints.certificate(call, call.world(), q.certificateArn())
                    .then(it -> text(it, call)));
  }

  /** The ARNs of the load balancers that present a certificate. */
  static List<String> users(Facts facts, String arn) {
    return CertificateUse.of(facts, arn);
  }

  /** ACM's name of an extended key usage. */
  static String purpose(String oid) {
    return PURPOSES.getOrDefault(oid, "CUSTOM");
  }

  /** IMPORTED or AMAZON_ISSUED. */
  static String type(Certificate certificate) {
    return certificate.imported() ? "IMPORTED" : "AMAZON_ISSUED";
  }

  /** ACM renews what it issued by DNS or mail once a load balancer presents it. */
  static String renewal(Certificate certificate, List<String> users) {
    return certificate.imported() || users.isEmpty() ? "INELIGIBLE" : "ELIGIBLE";
  }

  private static Reply<GetCertificateResponse> text(Certificate certificate, Call call) {
    if (certificate.status() == Certificate.Status.PENDING_VALIDATION) {
      return call.refuse(
          "RequestInProgressException",
          "Certificate " + certificate.arn() + " is pending validation.");
    }
    var answer = GetCertificateResponse.builder().certificate(certificate.body().pem());
    certificate.body().chain().ifPresent(answer::certificateChain);
    return Reply.answer(answer.build());
  }

  private static CertificateDetail detail(Certificate certificate, List<String> users) {
    CertificateBody body = certificate.body();
    var detail =
        CertificateDetail.builder()
            .certificateArn(certificate.arn())
            .domainName(certificate.domainName())
            .subjectAlternativeNames(certificate.alternativeNames())
            .subject(certificate.imported() ? body.subject() : "CN=" + certificate.domainName())
            .createdAt(certificate.createdAt())
            .status(certificate.status().name())
            .keyAlgorithm(body.keyAlgorithm())
            .signatureAlgorithm(body.signatureAlgorithm())
            .inUseBy(users)
            .type(type(certificate))
            .renewalEligibility(renewal(certificate, users));
    if (certificate.status() != Certificate.Status.PENDING_VALIDATION) {
      detail
          .serial(body.serial())
          .issuer(body.issuer())
          .notBefore(body.notBefore())
          .notAfter(body.notAfter())
          .keyUsages(
              body.keyUsages().stream().map(it -> KeyUsage.builder().name(it).build()).toList())
          .extendedKeyUsages(
              body.extendedKeyUsages().stream()
                  .map(it -> ExtendedKeyUsage.builder().name(purpose(it)).oid(it).build())
                  .toList());
    }
    switch (certificate.origin()) {
      case Certificate.Origin.Imported _ -> {
        certificate.issuedAt().ifPresent(detail::importedAt);
        detail.options(
            it -> it.certificateTransparencyLoggingPreference("DISABLED").export("DISABLED"));
      }
      case Certificate.Origin.Requested how -> {
        certificate.issuedAt().ifPresent(detail::issuedAt);
        detail
            .options(
                it ->
                    it.certificateTransparencyLoggingPreference(
                            how.transparencyLogging() ? "ENABLED" : "DISABLED")
                        .export("DISABLED"))
            .domainValidationOptions(
                DomainValidation.of(certificate).stream()
                    .map(it -> validation(it, how, certificate.status()))
                    .toList());
      }
    }
    return detail.build();
  }

  private static software.amazon.awssdk.services.acm.model.DomainValidation validation(
      DomainValidation validation, Certificate.Origin.Requested how, Certificate.Status status) {
    var sdk =
        software.amazon.awssdk.services.acm.model.DomainValidation.builder()
            .domainName(validation.name())
            .validationDomain(validation.domain())
            .validationStatus(
                status == Certificate.Status.PENDING_VALIDATION ? "PENDING_VALIDATION" : "SUCCESS")
            .validationMethod(how.method().name());
    return switch (how.method()) {
      case EMAIL -> sdk.validationEmails(validation.emails()).build();
      case DNS ->
          sdk.resourceRecord(
                  it ->
                      it.name(validation.recordName())
                          .type("CNAME")
                          .value(validation.recordValue()))
              .build();
    };
  }
}
