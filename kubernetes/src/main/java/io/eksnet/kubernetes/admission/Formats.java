package io.eksnet.kubernetes.admission;

import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which texts Kubernetes takes as names, labels, ports, addresses and so on. Each check answers the
 * reasons against a text in Kubernetes' words; none means it is fine. (apimachinery,
 * pkg/util/validation)
 */
final class Formats {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final String LABEL_1035 = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String QUALIFIED = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_VALUE = "(" + QUALIFIED + ")?";
  private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
  private static final String HEADER = "[-A-Za-z0-9]+";
  private static final String PERCENT = "[0-9]+%";

  private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN_PATTERN = Pattern.compile(SUBDOMAIN);
  private static final Pattern LABEL_1035_PATTERN = Pattern.compile(LABEL_1035);
  private static final Pattern QUALIFIED_PATTERN = Pattern.compile(QUALIFIED);
  private static final Pattern LABEL_VALUE_PATTERN = Pattern.compile(LABEL_VALUE);
  private static final Pattern CONFIG_KEY_PATTERN = Pattern.compile(CONFIG_KEY);
  private static final Pattern HEADER_PATTERN = Pattern.compile(HEADER);
  private static final Pattern PERCENT_PATTERN = Pattern.compile(PERCENT);
  private static final Pattern PORT_NAME = Pattern.compile("[-a-z0-9]+");
  private static final Pattern DECIMAL_OCTETS =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private static final String QUALIFIED_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + QUALIFIED
          + "')";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
          + " used for validation is '"
          + SUBDOMAIN
          + "')";

  private static final int LABEL_LENGTH = 63;
  private static final int SUBDOMAIN_LENGTH = 253;
  private static final int PORT_NAME_LENGTH = 15;
  private static final long MAX_ID = 0xffffffffL;

  private Formats() {}

  /** A name within DNS as RFC 1123 has it: namespaces, containers. */
  static List<String> label(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, LABEL_LENGTH);
    if (!LABEL_PATTERN.matcher(text).matches()) {
      problems.add(
          SUBDOMAIN_PATTERN.matcher(text).matches()
              ? "must not contain dots"
              : "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or"
                  + " '-', and must start and end with an alphanumeric character (e.g. 'my-name', "
                  + " or '123-abc', regex used for validation is '"
                  + LABEL
                  + "')");
    }
    return problems;
  }

  /** A name with dots: most objects. */
  static List<String> subdomain(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, SUBDOMAIN_LENGTH);
    if (!SUBDOMAIN_PATTERN.matcher(text).matches()) {
      problems.add(SUBDOMAIN_RULE);
    }
    return problems;
  }

  /** A name within DNS as RFC 1035 has it: Services. */
  static List<String> label1035(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, LABEL_LENGTH);
    if (!LABEL_1035_PATTERN.matcher(text).matches()) {
      problems.add(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
              + " an alphabetic character, and end with an alphanumeric character (e.g. 'my-name', "
              + " or 'abc-123', regex used for validation is '"
              + LABEL_1035
              + "')");
    }
    return problems;
  }

  /** A key of labels and annotations, with or without a DNS prefix. */
  static List<String> qualifiedName(String text) {
    List<String> problems = new ArrayList<>(0);
    int slash = text.indexOf('/');
    if (slash != text.lastIndexOf('/')) {
      problems.add(
          "a qualified name "
              + QUALIFIED_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
      return problems;
    }
    if (slash == 0) {
      problems.add("prefix part must be non-empty");
    } else if (slash > 0) {
      subdomain(text.substring(0, slash)).forEach(it -> problems.add("prefix part " + it));
    }
    String name = text.substring(slash + 1);
    if (name.isEmpty()) {
      problems.add("name part must be non-empty");
    } else if (name.length() > LABEL_LENGTH) {
      problems.add("name part must be no more than " + LABEL_LENGTH + " characters");
    }
    if (!QUALIFIED_PATTERN.matcher(name).matches()) {
      problems.add("name part " + QUALIFIED_RULE);
    }
    return problems;
  }

  /** A value of a label. */
  static List<String> labelValue(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, LABEL_LENGTH);
    if (!LABEL_VALUE_PATTERN.matcher(text).matches()) {
      problems.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '"
              + LABEL_VALUE
              + "')");
    }
    return problems;
  }

  /** A key of a ConfigMap or Secret. */
  static List<String> configKey(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, SUBDOMAIN_LENGTH);
    if (!CONFIG_KEY_PATTERN.matcher(text).matches()) {
      problems.add(
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '"
              + CONFIG_KEY
              + "')");
    }
    if (text.equals(".") || text.equals("..")) {
      problems.add("must not be '" + text + "'");
    } else if (text.startsWith("..")) {
      problems.add("must not start with '..'");
    }
    return problems;
  }

  /** The name of an environment variable, as relaxed in Kubernetes 1.32. */
  static List<String> environmentName(String text) {
    if (text.isEmpty()) {
      return List.of("environment variable name must be non-empty");
    }
    return text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '=')
        ? List.of()
        : List.of(
            "a valid environment variable name must consist only of printable ASCII characters"
                + " other than '='");
  }

  /** A port's number. */
  static List<String> portNumber(long port) {
    return range(port, 1, 65535);
  }

  /** A port's name: an IANA service name. */
  static List<String> portName(String text) {
    List<String> problems = new ArrayList<>(0);
    tooLong(problems, text, PORT_NAME_LENGTH);
    if (!PORT_NAME.matcher(text).matches()) {
      problems.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (text.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      problems.add("must contain at least one letter (a-z)");
    }
    if (text.contains("--")) {
      problems.add("must not contain consecutive hyphens");
    }
    if (text.startsWith("-") || text.endsWith("-")) {
      problems.add("must not begin or end with a hyphen");
    }
    return problems;
  }

  /** A number between two others, both included. */
  static List<String> range(long number, long least, long most) {
    return number >= least && number <= most
        ? List.of()
        : List.of("must be between " + least + " and " + most + ", inclusive");
  }

  /** The number of a user or group. */
  static List<String> userOrGroup(long id) {
    return range(id, 0, MAX_ID);
  }

  /** The name of an HTTP header. */
  static List<String> headerName(String text) {
    return HEADER_PATTERN.matcher(text).matches()
        ? List.of()
        : List.of(
            "a valid HTTP header must consist of alphanumeric characters or '-' (e.g."
                + " 'X-Header-Name', regex used for validation is '"
                + HEADER
                + "')");
  }

  /** {@code 25%}. */
  static List<String> percent(String text) {
    return PERCENT_PATTERN.matcher(text).matches()
        ? List.of()
        : List.of(
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%', "
                + " or '93%', regex used for validation is '"
                + PERCENT
                + "')");
  }

  /** An IPv4 or IPv6 address. */
  static List<String> address(String text) {
    return isIpv4(text) || isIpv6(text)
        ? List.of()
        : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
  }

  /** An IPv4 or IPv6 range; host bits may be set, as in all older fields. */
  static List<String> range(String text) {
    int slash = text.indexOf('/');
    if (slash > 0) {
      String address = text.substring(0, slash);
      int most = isIpv4(address) ? 32 : isIpv6(address) ? 128 : -1;
      int length = prefixLength(text.substring(slash + 1));
      if (length >= 0 && length <= most) {
        return List.of();
      }
    }
    return List.of("must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
  }

  private static int prefixLength(String text) {
    return text.matches("0|[1-9][0-9]{0,2}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
  }

  /** Whether it is an IPv4 address in its usual form. */
  static boolean isIpv4(String text) {
    if (!DECIMAL_OCTETS.matcher(text).matches()) {
      return false;
    }
    for (String octet : text.split("\\.", -1)) {
      if (Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is an IPv6 address, without a zone. */
  static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0 || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
      return false;
    }
    try {
      // A literal with a colon is never looked up.
      return Inet6Address.ofLiteral(text) != null;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** Lower case for keys that are compared so. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static void tooLong(List<String> problems, String text, int most) {
    if (text.length() > most) {
      problems.add("must be no more than " + most + " characters");
    }
  }
}
