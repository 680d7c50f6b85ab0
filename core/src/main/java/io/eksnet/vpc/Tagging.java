package io.eksnet.vpc;

import io.eksnet.id.AllocationId;
import io.eksnet.id.Decision;
import io.eksnet.id.EniId;
import io.eksnet.id.InstanceId;
import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.NatGatewayId;
import io.eksnet.id.NetworkAclId;
import io.eksnet.id.RouteTableId;
import io.eksnet.id.SecurityGroupId;
import io.eksnet.id.SecurityGroupRuleId;
import io.eksnet.id.SubnetId;
import io.eksnet.id.Tags;
import io.eksnet.id.VpcId;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The rules for tags, on every kind of EC2 resource. */
final class Tagging {
  /** Tags of a resource (EC2 user guide, "Tag restrictions"). */
  static final int PER_RESOURCE = 50;

  private static final String AWS_OWN = "aws:";

  /**
   * How the tags of one kind of resource are reached.
   *
   * @param code what is refused when there is no such resource, and {@code noun} what it is called
   */
  private record Resource<K extends Comparable<? super K>, V>(
      Kind<K, V> kind,
      Function<String, K> id,
      Function<V, Tags> tags,
      BiFunction<V, Tags, V> retagged,
      String code,
      String noun) {
    Optional<Change<?, ?>> change(Facts facts, String text, UnaryOperator<Tags> edit) {
      return facts
          .find(kind, id.apply(text))
          .map(fact -> Change.put(kind, retagged.apply(fact, edit.apply(tags.apply(fact)))));
    }

    Optional<Tags> tagsOf(Facts facts, String text) {
      return facts.find(kind, id.apply(text)).map(tags);
    }
  }

  /** By the prefix of their ids. */
  private static final Map<String, Resource<?, ?>> RESOURCES =
      Map.ofEntries(
          entry("vpc", Vpc.KIND, VpcId::new, Vpc::tags, Vpc::withTags, "InvalidVpcID", "vpc"),
          entry(
              "subnet",
              Subnet.KIND,
              SubnetId::new,
              Subnet::tags,
              Subnet::withTags,
              "InvalidSubnetID",
              "subnet"),
          entry(
              "eni",
              NetworkInterface.KIND,
              EniId::new,
              NetworkInterface::tags,
              NetworkInterface::withTags,
              "InvalidNetworkInterfaceID",
              "networkInterface"),
          entry(
              "i",
              Instance.KIND,
              InstanceId::new,
              Instance::tags,
              Instance::withTags,
              "InvalidInstanceID",
              "instance"),
          entry(
              "sg",
              SecurityGroup.KIND,
              SecurityGroupId::new,
              SecurityGroup::tags,
              SecurityGroup::withTags,
              "InvalidGroup",
              "security group"),
          entry(
              "sgr",
              SecurityGroupRule.KIND,
              SecurityGroupRuleId::new,
              SecurityGroupRule::tags,
              SecurityGroupRule::withTags,
              "InvalidSecurityGroupRuleId",
              "security group rule"),
          entry(
              "rtb",
              RouteTable.KIND,
              RouteTableId::new,
              RouteTable::tags,
              RouteTable::withTags,
              "InvalidRouteTableID",
              "routeTable"),
          entry(
              "acl",
              NetworkAcl.KIND,
              NetworkAclId::new,
              NetworkAcl::tags,
              NetworkAcl::withTags,
              "InvalidNetworkAclID",
              "networkAcl"),
          entry(
              "igw",
              InternetGateway.KIND,
              InternetGatewayId::new,
              InternetGateway::tags,
              InternetGateway::withTags,
              "InvalidInternetGatewayID",
              "internetGateway"),
          entry(
              "nat",
              NatGateway.KIND,
              NatGatewayId::new,
              NatGateway::tags,
              NatGateway::withTags,
              "InvalidNatGatewayID",
              "natGateway"),
          entry(
              "eipalloc",
              ElasticIp.KIND,
              AllocationId::new,
              ElasticIp::tags,
              ElasticIp::withTags,
              "InvalidAllocationID",
              "allocation"));

  private Tagging() {}

  static Decision<Boolean> create(Facts facts, CreateTags command) {
    if (command.tags().values().isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("tagSet"));
    }
    if (command.tags().values().keySet().stream().anyMatch(key -> key.startsWith(AWS_OWN))) {
      return Decision.refuse(Ec2Refusals.reservedTag());
    }
    UnaryOperator<Tags> edit =
        tags -> {
          Tags more = tags;
          for (Map.Entry<String, String> tag : command.tags().values().entrySet()) {
            more = more.with(tag.getKey(), tag.getValue());
          }
          return more;
        };
    boolean tooMany =
        command.resources().stream()
            .flatMap(id -> resource(id).flatMap(it -> it.tagsOf(facts, id)).stream())
            .anyMatch(tags -> edit.apply(tags).values().size() > PER_RESOURCE);
    return tooMany
        ? Decision.refuse(Ec2Refusals.tagLimit())
        : edited(facts, command.resources(), edit);
  }

  static Decision<Boolean> delete(Facts facts, DeleteTags command) {
    return edited(facts, command.resources(), tags -> left(tags, command.tags()));
  }

  private static Tags left(Tags tags, Map<String, Optional<String>> gone) {
    if (gone.isEmpty()) {
      return Tags.NONE;
    }
    Tags less = tags;
    for (Map.Entry<String, Optional<String>> tag : gone.entrySet()) {
      Optional<String> present = less.get(tag.getKey());
      boolean meant = tag.getValue().isEmpty() || tag.getValue().equals(present);
      less = meant ? less.without(tag.getKey()) : less;
    }
    return less;
  }

  private static Decision<Boolean> edited(
      Facts facts, List<String> resources, UnaryOperator<Tags> edit) {
    if (resources.isEmpty()) {
      return Decision.refuse(Ec2Refusals.missing("resourceIdSet"));
    }
    List<Change<?, ?>> changes = new ArrayList<>();
    for (String id : resources) {
      Optional<Resource<?, ?>> resource = resource(id);
      if (resource.isEmpty()) {
        return Decision.refuse(Ec2Refusals.notTaggable(id));
      }
      Optional<Change<?, ?>> change = resource.get().change(facts, id, edit);
      if (change.isEmpty()) {
        return Decision.refuse(
            Ec2Refusals.resourceNotFound(
                resource.get().code() + ".NotFound", resource.get().noun(), id));
      }
      changes.add(change.get());
    }
    return Decision.accept(true, changes);
  }

  private static Optional<Resource<?, ?>> resource(String id) {
    int hyphen = id.lastIndexOf('-');
    return hyphen < 0
        ? Optional.empty()
        : Optional.ofNullable(RESOURCES.get(id.substring(0, hyphen)));
  }

  private static <K extends Comparable<? super K>, V> Map.Entry<String, Resource<?, ?>> entry(
      String prefix,
      Kind<K, V> kind,
      Function<String, K> id,
      Function<V, Tags> tags,
      BiFunction<V, Tags, V> retagged,
      String code,
      String noun) {
    return Map.entry(prefix, new Resource<>(kind, id, tags, retagged, code, noun));
  }
}
