package io.eksnet.aws.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A REST operation's method and path, as {@code "POST /clusters/{name}/addons"}.
 *
 * <p>Paths are matched raw and decoded segment by segment, because an ARN brings its own slashes as
 * {@code %2F}.
 */
record Route(String method, List<String> segments) {

  static Route parse(String text) {
    int space = text.indexOf(' ');
    return new Route(text.substring(0, space), split(text.substring(space + 1)));
  }

  /** The path's variables, if method and path are this route's. */
  Optional<Map<String, String>> match(String method, String rawPath) {
    List<String> found = split(rawPath);
    if (!method.equals(this.method) || found.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      String segment = segments.get(i);
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), decode(found.get(i)));
      } else if (!segment.equals(found.get(i))) {
        return Optional.empty();
      }
    }
    return variables.containsValue("") ? Optional.empty() : Optional.of(variables);
  }

  /** A broken escape stands for itself: it then names nothing that exists. */
  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException brokenEscape) {
      return segment;
    }
  }

  private static List<String> split(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  @Override
  public String toString() {
    return method + " /" + String.join("/", segments);
  }
}
