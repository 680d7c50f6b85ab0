package io.eksnet.acm;

import io.eksnet.acm.Certificate.Origin;
import io.eksnet.acm.Certificate.Status;
import io.eksnet.acm.Certificate.ValidationDomain;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.Refusal;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for certificates (ACM user guide, "Quotas" and "Importing certificates"). */
final class Certificates {
  /** How many names a certificate may have unless AWS raised it. */
  private static final int MOST_NAMES = 10;

  private static final int LONGEST_FIRST_NAME = 64;
  private static final int MOST_TAGS = 50;
  private static final Duration TOKEN_REMEMBERED = Duration.ofHours(1);

  private Certificates() {}

  static Decision<Certificate> bring(Facts facts, ImportCertificate command, Context context) {
    CertificateBody body = command.body();
    if (body.notAfter().isBefore(context.now())) {
      return Decision.refuse(AcmRefusals.expired());
    }
    if (body.notBefore().isAfter(context.now())) {
      return Decision.refuse(AcmRefusals.notYetValid());
    }
    return command
        .arn()
        .map(arn -> again(facts, command, arn, context))
        .orElseGet(
            () ->
                tagProblem(command.tags(), Tags.NONE)
                    .<Decision<Certificate>>map(Decision::refuse)
                    .orElseGet(
                        () ->
                            changed(
                                new Certificate(
                                    newArn(command.scope(), context),
                                    command.scope(),
                                    body.domainName(),
                                    body.alternativeNames(),
                                    new Origin.Imported(),
                                    Status.ISSUED,
                                    body,
                                    context.now(),
                                    Optional.of(context.now()),
                                    command.tags()))));
  }

  private static Decision<Certificate> again(
      Facts facts, ImportCertificate command, String arn, Context context) {
    Optional<Certificate> found = own(facts, command.scope(), arn);
    if (found.isEmpty()) {
      return Decision.refuse(AcmRefusals.notFound(arn));
    }
    if (!command.tags().equals(Tags.NONE)) {
      return Decision.refuse(AcmRefusals.tagsOnReimport());
    }
    if (!found.get().imported()) {
      return Decision.refuse(AcmRefusals.notImported(arn));
    }
    String before = found.get().body().keyAlgorithm();
    String now = command.body().keyAlgorithm();
    return before.equals(now)
        ? changed(found.get().withBody(command.body(), context.now()))
        : Decision.refuse(AcmRefusals.otherKey(before, now));
  }

  static Decision<Certificate> request(Facts facts, RequestCertificate command, Context context) {
    List<String> names =
        Stream.concat(Stream.of(command.domainName()), command.alternativeNames().stream())
            .distinct()
            .toList();
    Optional<Certificate> same = requestedBefore(facts, command, names, context);
    if (same.isPresent()) {
      return Decision.accept(same.get());
    }
    Optional<Refusal> problem =
        nameProblem(command, names).or(() -> tagProblem(command.tags(), Tags.NONE));
    return problem
        .<Decision<Certificate>>map(Decision::refuse)
        .orElseGet(
            () ->
                changed(
                    new Certificate(
                        newArn(command.scope(), context),
                        command.scope(),
                        command.domainName(),
                        names,
                        command.how(),
                        Status.PENDING_VALIDATION,
                        command.body(),
                        context.now(),
                        Optional.empty(),
                        command.tags())));
  }

  private static Optional<Certificate> requestedBefore(
      Facts facts, RequestCertificate command, List<String> names, Context context) {
    if (command.how().token().isEmpty()) {
      return Optional.empty();
    }
    return facts.table(Certificate.KIND).by(Certificate.BY_SCOPE, command.scope()).stream()
        .filter(it -> it.createdAt().plus(TOKEN_REMEMBERED).isAfter(context.now()))
        .filter(it -> it.requested().flatMap(Origin.Requested::token).equals(command.how().token()))
        .filter(
            it ->
                it.domainName().equals(command.domainName()) && it.alternativeNames().equals(names))
        .findFirst();
  }

  private static Optional<Refusal> nameProblem(RequestCertificate command, List<String> names) {
    if (command.domainName().length() > LONGEST_FIRST_NAME) {
      return Optional.of(AcmRefusals.domainTooLong(LONGEST_FIRST_NAME));
    }
    if (names.size() > MOST_NAMES) {
      return Optional.of(AcmRefusals.tooManyNames());
    }
    for (ValidationDomain each : command.how().validationDomains()) {
      if (!names.contains(each.name())) {
        return Optional.of(AcmRefusals.notAskedFor(each.name()));
      }
      if (!(each.name().equals(each.domain()) || each.name().endsWith("." + each.domain()))) {
        return Optional.of(AcmRefusals.notAbove(each.name(), each.domain()));
      }
    }
    return Optional.empty();
  }

  static Decision<String> delete(Facts facts, DeleteCertificate command) {
    if (own(facts, command.owner(), command.arn()).isEmpty()) {
      return Decision.refuse(AcmRefusals.notFound(command.arn()));
    }
    return command.users().apply(facts, command.arn()).isEmpty()
        ? Decision.accept(command.arn(), Change.remove(Certificate.KIND, command.arn()))
        : Decision.refuse(AcmRefusals.inUse(command.arn(), command.owner().account()));
  }

  static Decision<Certificate> addTags(Facts facts, AddTagsToCertificate command) {
    Optional<Certificate> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(AcmRefusals.notFound(command.arn()));
    }
    Optional<Refusal> problem = tagProblem(command.tags(), found.get().tags());
    return problem
        .<Decision<Certificate>>map(Decision::refuse)
        .orElseGet(() -> changed(found.get().withTags(with(found.get().tags(), command.tags()))));
  }

  static Decision<Certificate> removeTags(Facts facts, RemoveTagsFromCertificate command) {
    Optional<Certificate> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(AcmRefusals.notFound(command.arn()));
    }
    Tags left = found.get().tags();
    for (RemoveTagsFromCertificate.Which each : command.tags()) {
      boolean meant = each.value().isEmpty() || each.value().equals(left.get(each.key()));
      left = meant ? left.without(each.key()) : left;
    }
    return changed(found.get().withTags(left));
  }

  static Decision<Certificate> update(Facts facts, UpdateCertificateOptions command) {
    Optional<Certificate> found = own(facts, command.owner(), command.arn());
    if (found.isEmpty()) {
      return Decision.refuse(AcmRefusals.notFound(command.arn()));
    }
    return switch (found.get().origin()) {
      case Origin.Imported _ -> Decision.refuse(AcmRefusals.noOptions(command.arn()));
      case Origin.Requested it ->
          changed(
              found
                  .get()
                  .withOrigin(
                      new Origin.Requested(
                          it.method(),
                          it.validationDomains(),
                          command.transparencyLogging(),
                          it.token())));
    };
  }

  static Decision<AcmAccount> configure(PutAccountConfiguration command) {
    if (command.daysBeforeExpiry() < 1
        || command.daysBeforeExpiry() > AcmAccount.DAYS_BEFORE_EXPIRY) {
      return Decision.refuse(AcmRefusals.badDays(command.daysBeforeExpiry()));
    }
    AcmAccount made = new AcmAccount(command.scope(), command.daysBeforeExpiry());
    return Decision.accept(made, Change.put(AcmAccount.KIND, made));
  }

  private static Optional<Certificate> own(Facts facts, Scope owner, String arn) {
    return facts.find(Certificate.KIND, arn).filter(it -> it.scope().equals(owner));
  }

  private static Optional<Refusal> tagProblem(Tags more, Tags there) {
    Optional<String> reserved =
        more.values().keySet().stream().filter(key -> key.startsWith("aws:")).findFirst();
    if (reserved.isPresent()) {
      return Optional.of(AcmRefusals.reservedTag(reserved.get()));
    }
    Tags all = with(there, more);
    return all.values().size() > MOST_TAGS
        ? Optional.of(AcmRefusals.tooManyTags(all))
        : Optional.empty();
  }

  private static Tags with(Tags tags, Tags more) {
    Tags all = tags;
    for (Map.Entry<String, String> tag : more.values().entrySet()) {
      all = all.with(tag.getKey(), tag.getValue());
    }
    return all;
  }

  private static String newArn(Scope scope, Context context) {
    return scope.arn("acm", "certificate/" + context.ids().uuid());
  }

  private static Decision<Certificate> changed(Certificate certificate) {
    return Decision.accept(certificate, Change.put(Certificate.KIND, certificate));
  }
}
