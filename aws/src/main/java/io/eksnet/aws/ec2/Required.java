package io.eksnet.aws.ec2;

import io.eksnet.aws.endpoint.Reply;
import java.util.List;

/** Members that a request must have. */
final class Required {
  private Required() {}

  /** A member that must be there; without it the request lacks a parameter of that name. */
  static <T> Reply<T> member(T value, String parameter) {
    return value == null || "".equals(value) ? missing(parameter) : Reply.answer(value);
  }

  /** A list that must not be empty. */
  static <T> Reply<List<T>> members(List<T> values, String parameter) {
    return values.isEmpty() ? missing(parameter) : Reply.answer(values);
  }

  /** What EC2 says of a request that lacks a parameter. */
  static <T> Reply<T> missing(String parameter) {
    return Reply.refuse("MissingParameter", "The request must contain the parameter " + parameter);
  }
}
