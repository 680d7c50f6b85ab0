package io.eksnet.aws.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body or of a query string.
 *
 * @param fields in the order sent
 * @param problems fields that came twice or could not be decoded
 */
public record Form(Map<String, String> fields, List<Problem> problems) {

  /** Reads one or more encoded texts as if they were joined; empty texts are fine. */
  public static Form parse(String... texts) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : texts) {
      for (String pair : text.split("&", -1)) {
        if (!pair.isEmpty()) {
          add(pair, fields, problems);
        }
      }
    }
    return new Form(fields, List.copyOf(problems));
  }

  /** One field's value. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The same form without the fields that the predicate names. */
  public Form without(Predicate<String> name) {
    Map<String, String> rest = new LinkedHashMap<>(fields);
    rest.keySet().removeIf(name);
    return new Form(rest, problems);
  }

  private static void add(String pair, Map<String, String> fields, List<Problem> problems) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    try {
      String decoded = URLDecoder.decode(name, UTF_8);
      if (fields.putIfAbsent(decoded, URLDecoder.decode(value, UTF_8)) != null) {
        problems.add(new Problem.Repeated(decoded));
      }
    } catch (IllegalArgumentException badEscape) {
      problems.add(new Problem.Malformed("The field " + name + " has a broken % escape."));
    }
  }
}
