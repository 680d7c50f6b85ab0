package io.eksnet.journal;

import java.io.Serial;

/**
 * The journal cannot be read or written; the message says which file, what was found, what helps.
 */
public final class JournalException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  JournalException(String message) {
    super(message);
  }
}
