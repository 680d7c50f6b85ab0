package io.eksnet.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.eksnet.aws.endpoint.Action;
import io.eksnet.aws.endpoint.Service;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that no sane client sends: members of the model with values that may fit, mostly do not,
 * and sometimes hurt.
 */
final class AskedAtRandom {
  private static final int DEEPEST = 4;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "-1",
          "true",
          "x",
          "*",
          "..",
          "\u0000",
          "&<>\"'é\ud83d\ude00",
          "10.0.0.0/16",
          "10.0.9.0/24",
          "10.0.0.0/33",
          "10.0.0.300",
          "10.0.0.4",
          "999.1.1.1/8",
          "0.0.0.0/0",
          "::/0",
          "2001:db8::/56",
          "fe80::1%eth0",
          "/",
          "tcp",
          "icmp",
          "-",
          "vpc-",
          "vpc-0",
          "vpc-zzzzzzzz",
          "subnet-0123456789abcdef0",
          "eni-0123456789abcdef0",
          "sg-00000000",
          "us-west-2a",
          "us-west-2z",
          "mars",
          "com.amazonaws.us-west-2.s3",
          "{\"Statement\":[]}",
          "{",
          "arn:aws:iam::444455556666:root",
          "9".repeat(40),
          "a".repeat(5000));

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "5",
          "65536",
          "2147483647",
          "2147483648",
          "-9223372036854775809",
          "1e3",
          "0x10",
          "NaN",
          "");

  private final SplittableRandom random;
  private final List<String> ids;
  private String listMark = "";

  /**
   * @param ids ids of things that there are, so that some requests get further than others
   */
  AskedAtRandom(SplittableRandom random, List<String> ids) {
    this.random = random;
    this.ids = ids;
  }

  /** A form for an action. */
  String form(Action<?, ?, ?> action, String version) {
    listMark = action.service() == Service.EC2 ? "" : "member.";
    List<String> pairs = new ArrayList<>();
    pairs.add("Action=" + action.name());
    pairs.add("Version=" + version);
    members(action.newRequest(), "", 0, pairs);
    if (random.nextInt(20) == 0) {
      pairs.add(one(TEXTS).replace("&", "") + "=" + random.nextInt());
    }
    return String.join("&", pairs);
  }

  /** A path of a REST action, its variables filled in. */
  String path(String route) {
    return Pattern.compile("\\{[^}]*}")
        .matcher(route)
        .replaceAll(
            _ ->
                Matcher.quoteReplacement(
                    URLEncoder.encode(random.nextInt(4) == 0 ? one(TEXTS) : one(ids), UTF_8)
                        .replace("+", "%20")));
  }

  /** A JSON body for an action, of those members that a body holds. */
  String json(Action<?, ?, ?> action) {
    return new JsonMapper().writeValueAsString(object(action.newRequest(), 0));
  }

  private Map<String, Object> object(SdkPojo part, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (SdkField<?> field : part.sdkFields()) {
      if (field.location() == MarshallLocation.PAYLOAD && random.nextInt(2) == 0) {
        object.put(field.locationName(), jsonValue(field, depth));
      }
    }
    if (random.nextInt(20) == 0) {
      object.put(one(TEXTS), one(TEXTS));
    }
    return object;
  }

  private Object jsonValue(SdkField<?> field, int depth) {
    MarshallingType<?> type = field.marshallingType();
    if (random.nextInt(25) == 0 || depth >= DEEPEST) {
      return random.nextBoolean() ? Map.of(one(TEXTS), 1) : one(TEXTS);
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      return Stream.generate(() -> jsonValue(element, depth + 1)).limit(random.nextInt(3)).toList();
    }
    if (type.equals(MarshallingType.MAP)) {
      return Map.of(one(TEXTS), one(TEXTS));
    }
    if (type.equals(MarshallingType.SDK_POJO)) {
      return object(field.constructor().get(), depth + 1);
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return random.nextBoolean();
    }
    return type.equals(MarshallingType.STRING) ? scalar(type) : random.nextInt(-3, 100_000);
  }

  private void members(SdkPojo part, String prefix, int depth, List<String> pairs) {
    int chance = depth == 0 ? 2 : 3;
    for (SdkField<?> field : part.sdkFields()) {
      boolean wanted = random.nextInt(chance) == 0 && !field.memberName().equals("DryRun");
      if (wanted && pairs.size() < 60) {
        value(field, prefix + field.locationName(), depth, pairs);
      }
    }
  }

  private void value(SdkField<?> field, String name, int depth, List<String> pairs) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.LIST) && depth < DEEPEST) {
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      int count = 1 + random.nextInt(3);
      for (int i = 1; i <= count; i++) {
        value(element, name + "." + listMark + index(i), depth + 1, pairs);
      }
    } else if (type.equals(MarshallingType.SDK_POJO) && depth < DEEPEST) {
      members(field.constructor().get(), name + ".", depth + 1, pairs);
    } else {
      pairs.add(name + "=" + URLEncoder.encode(scalar(type), UTF_8));
    }
  }

  /** Indices count from 1; some clients do not know. */
  private String index(int regular) {
    return random.nextInt(40) == 0
        ? one(List.of("0", "-1", "999999999", "x", "2147483648"))
        : Integer.toString(regular);
  }

  private String scalar(MarshallingType<?> type) {
    if (random.nextInt(10) == 0) {
      return one(TEXTS);
    }
    if (type.equals(MarshallingType.BOOLEAN)) {
      return random.nextBoolean() ? "true" : "false";
    }
    if (type.equals(MarshallingType.INTEGER) || type.equals(MarshallingType.LONG)) {
      return random.nextBoolean() ? Integer.toString(random.nextInt(10)) : one(NUMBERS);
    }
    return random.nextBoolean() ? one(ids) : one(TEXTS);
  }

  private String one(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
