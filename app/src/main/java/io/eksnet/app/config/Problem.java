package io.eksnet.app.config;

/**
 * Something in a file that cannot be taken.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1
 * @param message what was found, what was expected, the smallest change that helps
 */
public record Problem(String file, int line, int column, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + "   " + message;
  }
}
