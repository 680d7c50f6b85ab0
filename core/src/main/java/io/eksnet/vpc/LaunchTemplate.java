package io.eksnet.vpc;

import io.eksnet.id.LaunchTemplateId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A launch template: parameters of RunInstances kept under a name, in numbered versions.
 *
 * @param defaultVersion the version that a launch takes that names none
 * @param latestVersion the highest number that was ever given
 * @param versions in the order of their numbers, at least one
 */
public record LaunchTemplate(
    LaunchTemplateId id,
    Scope scope,
    String name,
    Instant createdAt,
    int defaultVersion,
    int latestVersion,
    List<Version> versions,
    Tags tags)
    implements Scoped {

  /**
   * One version, which never changes.
   *
   * @param number from 1
   * @param data what it says, by the API's names of the members, lists numbered from 1: {@code
   *     NetworkInterfaces.1.SubnetId}
   */
  public record Version(
      int number, String description, Instant createdAt, SortedMap<String, String> data) {
    public Version {
      data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }
  }

  /** Templates by their owner and name, as {@link #key} writes them. */
  public static final Index<LaunchTemplate, String> BY_NAME =
      Index.by("launch templates by name", it -> key(it.scope(), it.name()));

  /** Templates by id. */
  public static final Kind<LaunchTemplateId, LaunchTemplate> KIND =
      Kind.of("launch-template", LaunchTemplate.class, LaunchTemplate::id).indexed(BY_NAME);

  public LaunchTemplate {
    versions = List.copyOf(versions);
  }

  /** An owner and a name as {@link #BY_NAME} knows them. */
  public static String key(Scope scope, String name) {
    return scope.account() + " " + scope.region() + " " + name;
  }

  /** A version by its number. */
  public Optional<Version> version(int number) {
    return versions.stream().filter(it -> it.number() == number).findFirst();
  }

  /** A version as requests name it: a number, {@code $Latest} or {@code $Default}. */
  public Optional<Version> version(String text) {
    return switch (text) {
      case "$Latest" -> Optional.of(versions.getLast());
      case "$Default", "" -> version(defaultVersion);
      case String number when number.matches("[0-9]{1,9}") -> version(Integer.parseInt(number));
      case String _ -> Optional.empty();
    };
  }

  /** This template with one more version. */
  LaunchTemplate with(Version next) {
    List<Version> more = new ArrayList<>(versions);
    more.add(next);
    return new LaunchTemplate(
        id, scope, name, createdAt, defaultVersion, next.number(), more, tags);
  }

  /** This template without some versions. */
  LaunchTemplate without(List<Integer> numbers) {
    List<Version> less = versions.stream().filter(it -> !numbers.contains(it.number())).toList();
    return new LaunchTemplate(
        id, scope, name, createdAt, defaultVersion, latestVersion, less, tags);
  }

  /** This template with another default version. */
  LaunchTemplate withDefault(int number) {
    return new LaunchTemplate(id, scope, name, createdAt, number, latestVersion, versions, tags);
  }

  /** This template with other tags. */
  public LaunchTemplate withTags(Tags others) {
    return new LaunchTemplate(
        id, scope, name, createdAt, defaultVersion, latestVersion, versions, others);
  }
}
