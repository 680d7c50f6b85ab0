package io.eksnet.aws.acm;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.acm.AddTagsToCertificate;
import io.eksnet.acm.RemoveTagsFromCertificate;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.Tags;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateRequest;
import software.amazon.awssdk.services.acm.model.AddTagsToCertificateResponse;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListTagsForCertificateResponse;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateRequest;
import software.amazon.awssdk.services.acm.model.RemoveTagsFromCertificateResponse;
import software.amazon.awssdk.services.acm.model.Tag;

/** The tags of certificates. */
final class CertificateTags {
  private static final String ALLOWED = "[\\p{L}\\p{Z}\\p{N}_.:\\/=+\\-@]*";
  private static final Pattern PATTERN = Pattern.compile(ALLOWED);
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private CertificateTags() {}

  static void register(Call.Registry on) {
    on.on(
            "AddTagsToCertificate",
            AddTagsToCertificateRequest::builder,
            served("CertificateArn!", "Tags!"),
            (q, call) ->
                Constraints.arn(q.certificateArn())
                    .then(_ -> read(q.tags()))
                    .then(
                        tags ->
                            call.execute(
                                new AddTagsToCertificate(call.scope(), q.certificateArn(), tags)))
                    .map(_ -> AddTagsToCertificateResponse.builder().build()))
        .on(
            "RemoveTagsFromCertificate",
            RemoveTagsFromCertificateRequest::builder,
            served("CertificateArn!", "Tags!"),
            (q, call) ->
                Constraints.arn(q.certificateArn())
                    .then(_ -> which(q.tags()))
                    .then(
                        tags ->
                            call.execute(
                                new RemoveTagsFromCertificate(
                                    call.scope(), q.certificateArn(), tags)))
                    .map(_ -> RemoveTagsFromCertificateResponse.builder().build()))
        .on(
            "ListTagsForCertificate",
            ListTagsForCertificateRequest::builder,
            served("CertificateArn!"),
            (q, call) ->
                Constraints.certificate(call, call.world(), q.certificateArn())
                    .map(
                        found ->
                            ListTagsForCertificateResponse.builder()
                                .tags(
                                    found.tags().values().entrySet().stream()
                                        .map(
                                            it ->
                                                Tag.builder()
                                                    .key(it.getKey())
                                                    .value(it.getValue())
                                                    .build())
                                        .toList())
                                .build()));
  }

  /** Tags from a list; of two with the same key the last one stays. */
  static Reply<Tags> read(List<Tag> list) {
    return problem(list)
        .map(
            _ -> {
              Map<String, String> tags = new TreeMap<>();
              list.forEach(it -> tags.put(it.key(), Optional.ofNullable(it.value()).orElse("")));
              return Tags.of(tags);
            });
  }

  private static Reply<List<RemoveTagsFromCertificate.Which>> which(List<Tag> list) {
    return problem(list)
        .map(
            _ ->
                list.stream()
                    .map(
                        it ->
                            new RemoveTagsFromCertificate.Which(
                                it.key(), Optional.ofNullable(it.value())))
                    .toList());
  }

  private static Reply<Boolean> problem(List<Tag> list) {
    for (int i = 0; i < list.size(); i++) {
      String at = "tags." + (i + 1) + ".member.";
      Reply<Boolean> fits = text(list.get(i).key(), at + "key", 1, LONGEST_KEY);
      if (fits instanceof Reply.Answer<Boolean> && list.get(i).value() != null) {
        fits = text(list.get(i).value(), at + "value", 0, LONGEST_VALUE);
      }
      if (fits instanceof Reply.Refusal<Boolean>) {
        return fits;
      }
    }
    return Reply.answer(true);
  }

  private static Reply<Boolean> text(String text, String place, int least, int most) {
    if (text == null) {
      return Reply.refuse(
          "ValidationException",
          "1 validation error detected: Value null at '"
              + place
              + "' failed to satisfy constraint: Member must not be null");
    }
    if (text.length() < least) {
      return Constraints.refused(text, place, "have length greater than or equal to " + least);
    }
    if (text.length() > most) {
      return Constraints.refused(text, place, "have length less than or equal to " + most);
    }
    return PATTERN.matcher(text).matches()
        ? Reply.answer(true)
        : Constraints.refused(text, place, "satisfy regular expression pattern: " + ALLOWED);
  }
}
