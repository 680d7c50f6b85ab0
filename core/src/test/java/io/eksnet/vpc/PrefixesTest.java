package io.eksnet.vpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.id.EniId;
import io.eksnet.id.SubnetCidrAssociationId;
import io.eksnet.id.Tags;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import io.eksnet.net.Ipv4Address;
import io.eksnet.net.Ipv6Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrefixesTest {
  private final Ec2 ec2 = new Ec2();
  private final Vpc vpc = ec2.vpc("vpc-1", "10.0.0.0/16");
  private final Subnet subnet = ec2.subnet("subnet-1", vpc, Ec2.ZONE_A, "10.0.0.0/26");

  @Test
  void aPrefixIsHeldAsAWholeAndFoundByEachOfItsAddresses() {
    NetworkInterface eni =
        ec2.done(create(AddressSpecification.STANDARD.withPrefixes(new AddressRequest.Count<>(1))));

    assertThat(eni.held().prefixes()).containsExactly(Cidr.parse("10.0.0.16/28"));
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(64 - 5 - 1 - 16);
    assertThat(ec2.vpcs().interfaceWith(vpc.id(), ip("10.0.0.17"))).contains(eni);
    assertThat(
            ec2.refused(AssignPrivateIpAddresses.named(eni.id(), List.of(ip("10.0.0.17")), true)))
        .hasToString("InvalidParameterValue: Address 10.0.0.17 is in use.");
    ec2.done(new DeleteNetworkInterface(eni.id()));
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(59);
  }

  @Test
  void tooFewFreePrefixesAreAnotherErrorInCreateThanInAssign() {
    EniId eni = ec2.done(create(AddressSpecification.STANDARD)).id();
    assertThat(ec2.done(AssignPrivateIpAddresses.prefixes(eni, 2)).prefixes()).hasSize(2);

    assertThat(ec2.refused(AssignPrivateIpAddresses.prefixes(eni, 1)))
        .hasToString(
            "InsufficientCidrBlocks: There are not enough free cidr blocks in the specified subnet"
                + " to satisfy the request");
    assertThat(
            ec2.refused(
                create(AddressSpecification.STANDARD.withPrefixes(new AddressRequest.Count<>(1)))))
        .hasToString(
            "InvalidParameterValue: There aren't sufficient free Ipv4 addresses or prefixes");
  }

  @Test
  void aNamedPrefixMustBeAFreeBlockOfTheSubnet() {
    EniId eni = ec2.done(create(AddressSpecification.STANDARD)).id();

    assertThat(refusal(eni, "10.0.0.0/28")).endsWith("Prefix 10.0.0.0/28 is in use.");
    assertThat(refusal(eni, "10.0.1.0/28"))
        .endsWith("Prefix 10.0.1.0/28 does not fall within the subnet's address range");
    assertThat(refusal(eni, "10.0.0.32/29")).endsWith("is invalid. Expected a /28.");
    ec2.done(prefix(eni, "10.0.0.32/28"));
    assertThat(refusal(eni, "10.0.0.32/28")).endsWith("Prefix 10.0.0.32/28 is in use.");
  }

  @Test
  void eachPrefixTakesOneSlotOfTheInstancesType() {
    Subnet large = ec2.subnet("subnet-2", vpc, Ec2.ZONE_A, "10.0.4.0/22");
    Instance small = ec2.instance("i-1", "t3.small", large);
    EniId eni = ec2.vpcs().interfacesOf(small.id()).getFirst().id();

    ec2.done(AssignPrivateIpAddresses.prefixes(eni, 2));
    assertThat(ec2.refused(AssignPrivateIpAddresses.prefixes(eni, 2)).code())
        .isEqualTo("PrivateIpAddressLimitExceeded");
    ec2.done(AssignPrivateIpAddresses.count(eni, 1));
    assertThat(ec2.refused(AssignPrivateIpAddresses.count(eni, 1)).code())
        .isEqualTo("PrivateIpAddressLimitExceeded");
  }

  @Test
  void aXenInstanceTakesNoPrefixes() {
    Instance xen = ec2.instance("i-1", "t2.small", subnet);
    EniId eni = ec2.vpcs().interfacesOf(xen.id()).getFirst().id();

    assertThat(ec2.refused(AssignPrivateIpAddresses.prefixes(eni, 1)))
        .hasToString(
            "InvalidParameterCombination: Prefix delegation is not supported on instance type"
                + " t2.small.");
  }

  @Test
  void addressesAndPrefixesOfOneFamilyExcludeEachOther() {
    AddressSpecification both =
        AddressSpecification.STANDARD
            .withPrefixes(new AddressRequest.Count<>(1))
            .withSecondary(new AddressRequest.Count<>(1));

    assertThat(ec2.refused(create(both)).code()).isEqualTo("InvalidParameterCombination");
  }

  @Test
  void unassignedPrefixesAreFreeAgain() {
    EniId eni = ec2.done(create(AddressSpecification.STANDARD)).id();
    List<Cidr> given = ec2.done(AssignPrivateIpAddresses.prefixes(eni, 2)).prefixes();

    assertThat(
            ec2.refused(
                new UnassignPrivateIpAddresses(
                    eni, List.of(), List.of(Cidr.parse("10.0.0.48/28")))))
        .hasToString(
            "InvalidParameterValue: Some of the specified prefixes are not assigned to interface "
                + eni);
    ec2.done(new UnassignPrivateIpAddresses(eni, List.of(), given));
    assertThat(ec2.vpcs().availableAddresses(subnet)).isEqualTo(58);
  }

  @Test
  void anElasticIpMovesWithItsSecondaryAddressAndIsLeftWhenThatGoes() {
    NetworkInterface from =
        ec2.done(
            create(AddressSpecification.STANDARD.withSecondary(new AddressRequest.Count<>(1))));
    EniId to = ec2.done(create(AddressSpecification.STANDARD)).id();
    Ipv4Address moving = from.secondary().getFirst();
    ElasticIp elastic = inFrontOf(from, moving);

    ec2.done(AssignPrivateIpAddresses.named(to, List.of(moving), true));

    assertThat(ec2.vpcs().interfaceBehind(elastic.publicAddress()).orElseThrow().id())
        .isEqualTo(to);
    assertThat(ec2.vpcs().facts().find(ElasticIp.KIND, elastic.id()).orElseThrow().association())
        .hasValueSatisfying(at -> assertThat(at.eni()).isEqualTo(to));
    ec2.done(new UnassignPrivateIpAddresses(to, List.of(moving)));
    assertThat(ec2.vpcs().facts().find(ElasticIp.KIND, elastic.id()).orElseThrow().association())
        .isEmpty();
    assertThat(ec2.vpcs().interfaceBehind(elastic.publicAddress())).isEmpty();
  }

  @Test
  void anInterfaceHoldsIpv6AddressesAndPrefixesOfASubnetThatHasThem() {
    EniId eni = ec2.done(create(AddressSpecification.STANDARD)).id();
    assertThat(ec2.refused(ipv6(eni, 1, 0)).code()).isEqualTo("InvalidParameterValue");
    withIpv6();

    assertThat(ec2.done(ipv6(eni, 2, 0)).addresses())
        .hasToString("[2001:db8:0:1::4, 2001:db8:0:1::5]");
    assertThat(ec2.done(ipv6(eni, 0, 1)).prefixes()).hasToString("[2001:db8:0:1:1::/80]");
    assertThat(ec2.vpcs().interfaceWith(vpc.id(), IpAddress.parse("2001:db8:0:1:1::9")))
        .isPresent();
    assertThat(ec2.vpcs().availableAddresses(subnet)).as("IPv4 only").isEqualTo(58);
    ec2.done(
        new UnassignIpv6Addresses(
            eni,
            List.of((Ipv6Address) IpAddress.parse("2001:db8:0:1::4")),
            List.of(Cidr.parse("2001:db8:0:1:1::/80"))));
    assertThat(ec2.vpcs().networkInterface(eni).orElseThrow().held().ipv6())
        .hasToString("[2001:db8:0:1::5]");
  }

  @Test
  void aSubnetThatAssignsIpv6GivesEachInterfaceOneUnlessNoneIsAskedFor() {
    Subnet with = withIpv6();
    ec2.stated(
        Subnet.KIND, with.withAttributes(with.attributes().withAssignIpv6AddressOnCreation(true)));

    assertThat(ec2.done(create(AddressSpecification.STANDARD)).held().ipv6()).hasSize(1);
    assertThat(
            ec2.done(create(AddressSpecification.STANDARD.withIpv6(AddressRequest.none())))
                .held()
                .ipv6())
        .isEmpty();
  }

  private Subnet withIpv6() {
    Subnet now = ec2.vpcs().subnet(subnet.id()).orElseThrow();
    return ec2.stated(
        Subnet.KIND,
        now.withIpv6(
            Optional.of(
                new Subnet.Ipv6Association(
                    new SubnetCidrAssociationId("subnet-cidr-assoc-1"),
                    Cidr.parse("2001:db8:0:1::/64"),
                    CidrState.ASSOCIATED,
                    Ec2.NOW))));
  }

  private ElasticIp inFrontOf(NetworkInterface eni, Ipv4Address address) {
    ElasticIp elastic = ec2.done(new AllocateAddress(Ec2.SCOPE, Tags.NONE, Optional.empty()));
    var association = new io.eksnet.id.AssociationId("eipassoc-1");
    ec2.stated(
        NetworkInterface.KIND,
        eni.withPublicAddress(
            new NetworkInterface.PublicAddress(
                elastic.publicAddress(),
                address,
                Optional.of(elastic.id()),
                Optional.of(association))));
    return ec2.stated(
        ElasticIp.KIND,
        elastic.associated(new ElasticIp.Association(association, eni.id(), address)));
  }

  private static AssignIpv6Addresses ipv6(EniId eni, int addresses, int prefixes) {
    return new AssignIpv6Addresses(
        eni, new AddressRequest.Count<>(addresses), new AddressRequest.Count<>(prefixes));
  }

  private static AssignPrivateIpAddresses prefix(EniId eni, String prefix) {
    return new AssignPrivateIpAddresses(
        eni,
        AddressRequest.none(),
        new AddressRequest.Exactly<>(List.of(Cidr.parse(prefix))),
        false);
  }

  private String refusal(EniId eni, String prefix) {
    return ec2.refused(prefix(eni, prefix)).toString();
  }

  private CreateNetworkInterface create(AddressSpecification addresses) {
    return new CreateNetworkInterface(
        subnet.id(),
        List.of(),
        "",
        addresses,
        NetworkInterface.Type.INTERFACE,
        Tags.NONE,
        Optional.empty());
  }

  private static Ipv4Address ip(String text) {
    return (Ipv4Address) IpAddress.parse(text);
  }
}
