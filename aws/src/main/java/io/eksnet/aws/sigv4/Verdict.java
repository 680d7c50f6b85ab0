package io.eksnet.aws.sigv4;

/** What a check of a signature found. */
public sealed interface Verdict {

  /** The signature is good. */
  record Verified(Scope scope, Credentials.Principal principal) implements Verdict {}

  /** The signature is not accepted; the message is AWS's where it is known. */
  record Rejected(Reason reason, String message) implements Verdict {}

  /** Kinds of rejection; services have their own codes for them. */
  enum Reason {
    /** No signature at all. */
    UNSIGNED,
    /** A signature of which parts are missing or not understood. */
    INCOMPLETE,
    /** No such access key, or a session token that is not the key's. */
    UNKNOWN_KEY,
    /** Signed for another date, Region or service. */
    WRONG_SCOPE,
    /** Signed too long ago or too far ahead. */
    OUT_OF_TIME,
    /** A session's keys that are good no longer. */
    EXPIRED,
    /** Another secret, or another request than the one that was signed. */
    MISMATCH
  }
}
