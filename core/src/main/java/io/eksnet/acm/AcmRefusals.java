package io.eksnet.acm;

import io.eksnet.id.AccountId;
import io.eksnet.id.Refusal;
import io.eksnet.id.Tags;

/** ACM's refusals, with its codes and words (ACM API reference, and clients' logs). */
final class AcmRefusals {
  private static final String VALIDATION = "ValidationException";

  private AcmRefusals() {}

  static Refusal notFound(String arn) {
    return new Refusal("ResourceNotFoundException", "Could not find certificate " + arn + ".");
  }

  static Refusal inUse(String arn, AccountId account) {
    return new Refusal(
        "ResourceInUseException", "Certificate " + arn + " in account " + account + " is in use.");
  }

  static Refusal expired() {
    return new Refusal(VALIDATION, "The certificate has expired, is not valid.");
  }

  static Refusal notYetValid() {
    return new Refusal(VALIDATION, "The certificate is not in effect yet, is not valid.");
  }

  static Refusal notImported(String arn) {
    return new Refusal(
        VALIDATION, "Certificate " + arn + " was not imported and cannot be imported anew.");
  }

  static Refusal otherKey(String before, String now) {
    return new Refusal(
        VALIDATION,
        "The key algorithm of a certificate cannot change when it is imported anew: it was "
            + before
            + " and is "
            + now
            + ".");
  }

  static Refusal tagsOnReimport() {
    return new Refusal("InvalidParameterException", "Tagging is not permitted on re-import.");
  }

  static Refusal tooManyNames() {
    return new Refusal(
        "LimitExceededException",
        "An ACM limit has been exceeded. Need to request SAN limit to be raised");
  }

  static Refusal domainTooLong(int most) {
    return new Refusal(
        VALIDATION, "The first domain name must be no longer than " + most + " characters.");
  }

  static Refusal notAskedFor(String name) {
    return new Refusal(
        "InvalidDomainValidationOptionsException",
        "The domain " + name + " is not one of the names of the certificate.");
  }

  static Refusal notAbove(String name, String domain) {
    return new Refusal(
        "InvalidDomainValidationOptionsException",
        "The validation domain " + domain + " must be " + name + " or a superdomain of it.");
  }

  static Refusal reservedTag(String key) {
    return new Refusal(
        "InvalidTagException",
        "Invalid Tag Key: \"" + key + "\". AWS internal tags cannot be changed with this API");
  }

  static Refusal tooManyTags(Tags tags) {
    return new Refusal(
        "TooManyTagsException", "the TagSet: '" + tags.values() + "' contains too many Tags");
  }

  static Refusal noOptions(String arn) {
    return new Refusal(
        "InvalidStateException",
        "Certificate " + arn + " was imported and has no certificate transparency preference.");
  }

  static Refusal badDays(int days) {
    return new Refusal(VALIDATION, "DaysBeforeExpiry must be between 1 and 45, not " + days + ".");
  }
}
