package io.eksnet.kubernetes.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.patch.ServerSideApply.Applied;
import io.eksnet.kubernetes.schema.GroupVersionKind;
import io.eksnet.kubernetes.schema.Schema;
import io.eksnet.kubernetes.schema.TypeSchema;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random histories of applies, against a model that knows an object only as places and values. */
class ApplyPropertyTest {
  private static final TypeSchema DEPLOYMENT =
      Schema.shipped().of(new GroupVersionKind("apps", "v1", "Deployment")).orElseThrow();
  private static final Typed VIEW = Typed.of(DEPLOYMENT);
  private static final List<String> MANAGERS = List.of("a", "b", "c");
  private static final int HISTORIES = 300;
  private static final int STEPS = 12;

  @Test
  void historiesOfAppliesGoAsTheModelSays() {
    long seed = 20261123L;
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int history = 0; history < HISTORIES; history++) {
      long own = seeds.nextLong();
      play(new SplittableRandom(own), "seed " + own);
    }
  }

  private static void play(SplittableRandom random, String story) {
    ObjectNode live = JsonNodeFactory.instance.objectNode();
    ManagedFields managed = ManagedFields.none();
    Map<String, Set<String>> owned = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      String manager = MANAGERS.get(random.nextInt(MANAGERS.size()));
      ObjectNode applied = randomObject(random);
      boolean force = random.nextInt(3) == 0;
      Map<String, String> before = places(live);
      Map<String, String> wanted = places(applied);

      Applied outcome =
          ServerSideApply.apply(
              DEPLOYMENT,
              Optional.of(live),
              managed,
              applied,
              new Writer(manager, "apps/v1", "", Instant.EPOCH.plusSeconds(step)),
              force);

      boolean conflicting =
          wanted.entrySet().stream()
              .filter(it -> !it.getValue().equals(before.get(it.getKey())))
              .anyMatch(
                  it ->
                      owned.entrySet().stream()
                          .anyMatch(
                              other ->
                                  !other.getKey().equals(manager)
                                      && other.getValue().contains(it.getKey())));
      String at = story + ", step " + step;
      if (conflicting && !force) {
        assertThat(outcome).as(at).isInstanceOf(Applied.Refused.class);
        continue;
      }
      assertThat(outcome).as(at).isInstanceOf(Applied.Done.class);
      Applied.Done done = (Applied.Done) outcome;
      Set<String> last = owned.getOrDefault(manager, Set.of());
      owned.values().forEach(it -> it.removeIf(place -> changes(place, wanted, before)));
      owned.put(manager, new HashSet<>(wanted.keySet()));
      Map<String, String> expected = expected(before, wanted, last, owned);
      owned.values().forEach(it -> it.retainAll(expected.keySet()));

      assertThat(places(done.object())).as(at).isEqualTo(expected);
      live = done.object();
      managed = done.managed();
      for (String one : MANAGERS) {
        assertThat(placesOwnedBy(managed, one)).as(at).isEqualTo(owned.getOrDefault(one, Set.of()));
      }
    }
  }

  private static boolean changes(
      String place, Map<String, String> wanted, Map<String, String> before) {
    return wanted.containsKey(place) && !wanted.get(place).equals(before.get(place));
  }

  /** Live places, less those only this manager had applied, and the wanted ones over them. */
  private static Map<String, String> expected(
      Map<String, String> before,
      Map<String, String> wanted,
      Set<String> last,
      Map<String, Set<String>> owned) {
    Map<String, String> out = new TreeMap<>(before);
    out.putAll(wanted);
    out.keySet()
        .removeIf(
            place ->
                last.contains(place)
                    && owned.values().stream().noneMatch(it -> it.contains(place)));
    // An element goes with all that is in it.
    Set<String> elements = new HashSet<>();
    last.stream()
        .filter(it -> it.endsWith("]"))
        .filter(it -> owned.values().stream().noneMatch(set -> set.contains(it)))
        .forEach(elements::add);
    out.keySet().removeIf(place -> elements.stream().anyMatch(place::startsWith));
    return out;
  }

  /** Leaves and elements with their values; what only holds others is told by what it holds. */
  private static Map<String, String> places(JsonNode object) {
    Map<String, String> places = new TreeMap<>();
    for (String path : VIEW.setOf(object).paths()) {
      places.put(path, "");
    }
    collect(VIEW, object, "", places);
    // The object as a whole is nobody's.
    places.remove("");
    return places;
  }

  private static void collect(Typed type, JsonNode value, String path, Map<String, String> places) {
    if (!type.divides(value)) {
      places.put(path, value.toString());
      return;
    }
    type.parts(value)
        .forEach(
            (step, part) -> {
              String below =
                  path
                      + FieldSet.of(false, new TreeMap<>(Map.of(step, FieldSet.LEAF)))
                          .paths()
                          .getFirst();
              collect(type.part(step), part, below, places);
            });
  }

  private static Set<String> placesOwnedBy(ManagedFields managed, String manager) {
    Set<String> places = new HashSet<>();
    managed.entries().stream()
        .filter(it -> it.manager().equals(manager))
        .forEach(it -> places.addAll(it.fields().paths()));
    return places;
  }

  private static ObjectNode randomObject(SplittableRandom random) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String label : List.of("x", "y", "z")) {
      if (random.nextInt(2) == 0) {
        object.withObject("/metadata/labels").put(label, String.valueOf(random.nextInt(3)));
      }
    }
    if (random.nextInt(2) == 0) {
      object.withObject("/spec").put("replicas", random.nextInt(3));
    }
    if (random.nextInt(2) == 0) {
      object.withObject("/spec/strategy").put("type", random.nextInt(2) == 0 ? "A" : "B");
    }
    ArrayNode containers = JsonNodeFactory.instance.arrayNode();
    for (String name : List.of("c1", "c2", "c3")) {
      if (random.nextInt(2) == 0) {
        ObjectNode container = containers.addObject().put("name", name);
        if (random.nextInt(2) == 0) {
          container.put("image", String.valueOf(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
          container.putArray("args").add(random.nextInt(2));
        }
        if (random.nextInt(2) == 0) {
          container
              .putArray("env")
              .addObject()
              .put("name", "E" + random.nextInt(2))
              .put("value", String.valueOf(random.nextInt(2)));
        }
      }
    }
    if (!containers.isEmpty()) {
      object.withObject("/spec/template/spec").set("containers", containers);
    }
    return object;
  }

  @Test
  void setsOfPlacesBehaveAsSetsOfTheirPaths() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 500; i++) {
      FieldSet a = VIEW.setOf(randomObject(random));
      FieldSet b = VIEW.setOf(randomObject(random));
      Set<String> left = new HashSet<>(a.isMember() ? List.of() : a.paths());
      Set<String> right = new HashSet<>(b.isMember() ? List.of() : b.paths());

      Set<String> union = new HashSet<>(left);
      union.addAll(right);
      Set<String> minus = new HashSet<>(left);
      minus.removeAll(right);
      Set<String> both = new HashSet<>(left);
      both.retainAll(right);

      String story = "round " + i;
      assertThat(inner(a.union(b))).as(story).isEqualTo(union);
      assertThat(inner(a.minus(b))).as(story).isEqualTo(minus);
      assertThat(inner(a.intersection(b))).as(story).isEqualTo(both);
      assertThat(inner(FieldSet.parse(a.json()))).as(story).isEqualTo(left);
    }
  }

  private static Set<String> inner(FieldSet set) {
    Set<String> paths = new HashSet<>(set.paths());
    paths.remove("");
    return paths;
  }
}
