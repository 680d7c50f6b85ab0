package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;

/**
 * The attribute that a Modify...Attribute request changes: EC2 takes exactly one.
 *
 * @param <A> the attribute
 */
final class OneAttribute<A> {
  private final List<A> given = new ArrayList<>();

  /** Takes a switch if the request brings it. */
  OneAttribute<A> with(Optional<AttributeBooleanValue> asked, Function<Boolean, A> attribute) {
    asked.map(AttributeBooleanValue::value).map(attribute).ifPresent(given::add);
    return this;
  }

  /** Takes another attribute if the request brings it. */
  OneAttribute<A> or(Optional<A> attribute) {
    attribute.ifPresent(given::add);
    return this;
  }

  /** The one that was given. */
  Reply<A> only() {
    if (given.size() == 1) {
      return Reply.answer(given.getFirst());
    }
    return Reply.refuse(
        "InvalidParameterCombination",
        given.isEmpty()
            ? "No attributes specified."
            : "Fields for multiple attribute types specified; EC2 changes one in each call.");
  }
}
