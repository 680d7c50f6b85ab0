package io.eksnet.aws.codec;

/** Why a request cannot be read, in the words of its wire format; each service has its own code. */
public sealed interface Problem {

  /** The model has no such parameter; {@code parameter} is as the client wrote it. */
  record Unknown(String parameter) implements Problem {}

  /** AWS knows the parameter, this action of eksnet does not act on it. */
  record NotServed(String parameter) implements Problem {}

  /** The value is not of the parameter's kind. */
  record BadValue(String parameter, String found, String expected) implements Problem {}

  /** The same parameter came twice. */
  record Repeated(String parameter) implements Problem {}

  /** The body is not what its content type says. */
  record Malformed(String why) implements Problem {}
}
