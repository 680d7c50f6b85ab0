package io.eksnet.aws.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The members of one SDK model class, made ready for the wire. */
public final class Shape {

  /**
   * A member: its SDK field, the API's name for it, and its names on the wire.
   *
   * @param name as in the API model: {@code VpcIds}
   * @param requestName in forms, JSON, paths and query strings: {@code VpcId}
   * @param answerName in XML answers: {@code vpcSet}
   */
  record Member(SdkField<?> field, String name, String requestName, String answerName, Type type) {

    static Member of(SdkField<?> field) {
      return new Member(
          field,
          field.memberName(),
          field.locationName(),
          field.unmarshallLocationName(),
          Type.of(field));
    }

    /**
     * The value in a model object; empty for what was never set, so that absent and empty differ.
     */
    Optional<Object> valueIn(SdkPojo object) {
      return Optional.ofNullable(field.getValueOrDefault(object));
    }

    void set(SdkPojo builder, Object value) {
      field.set(builder, value);
    }
  }

  private final List<Member> members;
  private final Map<String, Member> byRequestName = new HashMap<>();

  private Shape(List<Member> members) {
    this.members = members;
    members.forEach(member -> byRequestName.put(member.requestName(), member));
  }

  static Shape of(SdkPojo object) {
    List<Member> members = new ArrayList<>();
    for (SdkField<?> field : object.sdkFields()) {
      members.add(Member.of(field));
    }
    return new Shape(List.copyOf(members));
  }

  List<Member> members() {
    return members;
  }

  Optional<Member> byRequestName(String name) {
    return Optional.ofNullable(byRequestName.get(name));
  }

  /** The API's names of the members: what {@link Served} may name. */
  public Collection<String> names() {
    return members.stream().map(Member::name).toList();
  }
}
