package io.eksnet.aws.acm;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.Certificate.ValidationDomain;
import io.eksnet.acm.Certificate.ValidationMethod;
import io.eksnet.acm.CertificateBody;
import io.eksnet.acm.DeleteCertificate;
import io.eksnet.acm.ImportCertificate;
import io.eksnet.acm.RequestCertificate;
import io.eksnet.acm.UpdateCertificateOptions;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Decision;
import io.eksnet.id.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acm.model.CertificateOptions;
import software.amazon.awssdk.services.acm.model.DeleteCertificateRequest;
import software.amazon.awssdk.services.acm.model.DeleteCertificateResponse;
import software.amazon.awssdk.services.acm.model.DomainValidationOption;
import software.amazon.awssdk.services.acm.model.ImportCertificateRequest;
import software.amazon.awssdk.services.acm.model.ImportCertificateResponse;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateResponse;
import software.amazon.awssdk.services.acm.model.UpdateCertificateOptionsRequest;
import software.amazon.awssdk.services.acm.model.UpdateCertificateOptionsResponse;

/** What brings, requests, changes and deletes certificates. */
final class CertificateChanges {
  private static final Pattern TOKEN = Pattern.compile("\\w{1,32}");
  private static final List<String> SWITCH = List.of("ENABLED", "DISABLED");

  private final CertificateAuthority authority;

  CertificateChanges(CertificateAuthority authority) {
    this.authority = authority;
  }

  void register(Call.Registry on) {
    on.on(
            "ImportCertificate",
            ImportCertificateRequest::builder,
            served("CertificateArn", "Certificate!", "PrivateKey!", "CertificateChain", "Tags"),
            CertificateChanges::bring)
        .on(
            "RequestCertificate",
            RequestCertificateRequest::builder,
            served(
                "DomainName!",
                "ValidationMethod",
                "SubjectAlternativeNames",
                "IdempotencyToken",
                "DomainValidationOptions",
                "Options",
                "Tags",
                "KeyAlgorithm"),
            this::request)
        .on(
            "DeleteCertificate",
            DeleteCertificateRequest::builder,
            served("CertificateArn!"),
            (q, call) ->
                Constraints.arn(q.certificateArn())
                    .then(
                        arn ->
                            call.execute(
                                new DeleteCertificate(call.scope(), arn, CertificateReads::users)))
                    .map(_ -> DeleteCertificateResponse.builder().build()))
        .on(
            "UpdateCertificateOptions",
            UpdateCertificateOptionsRequest::builder,
            served("CertificateArn!", "Options!"),
            (q, call) ->
                Constraints.arn(q.certificateArn())
                    .then(_ -> logging(q.options()))
                    .then(
                        logging ->
                            call.execute(
                                new UpdateCertificateOptions(
                                    call.scope(), q.certificateArn(), logging)))
                    .map(_ -> UpdateCertificateOptionsResponse.builder().build()));
  }

  private static Reply<ImportCertificateResponse> bring(ImportCertificateRequest q, Call call) {
    Optional<String> arn = Optional.ofNullable(q.certificateArn());
    return arn.map(Constraints::arn)
        .orElseGet(() -> Reply.answer(""))
        .then(_ -> CertificateTags.read(q.tags()))
        .then(
            tags ->
                PemCertificates.brought(
                        q.certificate().asByteArray(),
                        q.privateKey().asByteArray(),
                        Optional.ofNullable(q.certificateChain()).map(SdkBytes::asByteArray))
                    .then(
                        body -> call.execute(new ImportCertificate(call.scope(), arn, body, tags))))
        .map(made -> ImportCertificateResponse.builder().certificateArn(made.arn()).build());
  }

  private Reply<RequestCertificateResponse> request(RequestCertificateRequest q, Call call) {
    return names(q)
        .then(
            names ->
                how(q)
                    .then(
                        how ->
                            CertificateTags.read(q.tags())
                                .then(tags -> request(names, how, tags, q, call))))
        .map(made -> RequestCertificateResponse.builder().certificateArn(made.arn()).build());
  }

  private Reply<Certificate> request(
      List<String> names,
      Certificate.Origin.Requested how,
      Tags tags,
      RequestCertificateRequest q,
      Call call) {
    String algorithm = Optional.ofNullable(q.keyAlgorithmAsString()).orElse("RSA_2048");
    if (!CertificateAuthority.KEY_ALGORITHMS.contains(algorithm)) {
      return Constraints.refused(
          algorithm,
          "keyAlgorithm",
          "be one that public certificates have: "
              + String.join(", ", CertificateAuthority.KEY_ALGORITHMS));
    }
    return now(call)
        .then(
            now -> {
              CertificateBody body = PemCertificates.issued(authority.issue(names, algorithm, now));
              return call.execute(
                  new RequestCertificate(call.scope(), names.getFirst(), names, how, body, tags));
            });
  }

  /** The world's time, which is not this machine's when it runs faster. */
  private static Reply<Instant> now(Call call) {
    return call.judged(
        call.ledger()
            .<Instant>transact((_, context) -> Decision.accept(context.now(), List.of()))
            .decision());
  }

  private static Reply<List<String>> names(RequestCertificateRequest q) {
    List<String> names = new ArrayList<>(List.of(q.domainName()));
    Reply<String> good = Constraints.domain(q.domainName(), "domainName");
    for (String other : q.subjectAlternativeNames()) {
      if (good instanceof Reply.Answer<String>) {
        good = Constraints.domain(other, "subjectAlternativeNames");
        names.add(other);
      }
    }
    return good.map(_ -> names.stream().distinct().toList());
  }

  private static Reply<Certificate.Origin.Requested> how(RequestCertificateRequest q) {
    Optional<String> token = Optional.ofNullable(q.idempotencyToken());
    if (token.filter(it -> !TOKEN.matcher(it).matches()).isPresent()) {
      return Constraints.refused(
          token.get(), "idempotencyToken", "satisfy regular expression pattern: \\w+");
    }
    if ("HTTP".equals(q.validationMethodAsString())) {
      return Reply.refuse(
          "ValidationException",
          "eksnet does not serve the value HTTP of ValidationMethod, which is for CloudFront."
              + " Nothing was done; use DNS or EMAIL.");
    }
    return Constraints.oneOf(
            q.validationMethodAsString(), "validationMethod", List.of("EMAIL", "DNS"))
        .then(
            method ->
                domains(q.domainValidationOptions())
                    .then(
                        domains ->
                            logging(q.options())
                                .map(
                                    logging ->
                                        new Certificate.Origin.Requested(
                                            ValidationMethod.valueOf(method.orElse("EMAIL")),
                                            domains,
                                            logging,
                                            token))));
  }

  private static Reply<List<ValidationDomain>> domains(List<DomainValidationOption> options) {
    List<ValidationDomain> domains = new ArrayList<>();
    for (DomainValidationOption each : options) {
      if (each.domainName() == null || each.validationDomain() == null) {
        return Reply.refuse(
            "ValidationException",
            "1 validation error detected: Value null at 'domainValidationOptions' failed to"
                + " satisfy constraint: Member must not be null");
      }
      domains.add(new ValidationDomain(each.domainName(), each.validationDomain()));
    }
    return Reply.answer(domains);
  }

  /** Whether certificates go to the public logs: they do unless it is said that they do not. */
  private static Reply<Boolean> logging(CertificateOptions options) {
    if (options == null) {
      return Reply.answer(true);
    }
    if ("ENABLED".equals(options.exportAsString())) {
      return Reply.refuse(
          "ValidationException",
          "eksnet does not serve the value ENABLED of Options.Export: it keeps no private keys."
              + " Nothing was done; leave it out.");
    }
    return Constraints.oneOf(options.exportAsString(), "options.export", SWITCH)
        .then(
            _ ->
                Constraints.oneOf(
                    options.certificateTransparencyLoggingPreferenceAsString(),
                    "options.certificateTransparencyLoggingPreference",
                    SWITCH))
        .map(it -> !it.orElse("ENABLED").equals("DISABLED"));
  }
}
