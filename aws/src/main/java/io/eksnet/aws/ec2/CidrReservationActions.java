package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Reply;
import io.eksnet.id.SubnetCidrReservationId;
import io.eksnet.id.SubnetId;
import io.eksnet.net.Cidr;
import io.eksnet.vpc.CreateSubnetCidrReservation;
import io.eksnet.vpc.DeleteSubnetCidrReservation;
import io.eksnet.vpc.Ec2Resources;
import io.eksnet.vpc.SubnetCidrReservation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetCidrReservationResponse;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsRequest;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SubnetCidrReservationType;

/** CIDR reservations of subnets. */
final class CidrReservationActions {
  private CidrReservationActions() {}

  private static final Pages PAGES = Pages.of("GetSubnetCidrReservations");

  private static final Filters<SubnetCidrReservation> FILTERS =
      Filters.<SubnetCidrReservation>of()
          .by("reservationType", CidrReservationActions::type)
          .by("subnet-id", SubnetCidrReservation::subnet)
          .tags(SubnetCidrReservation::tags)
          .build();

  static void register(Ec2Registration on) {
    on.on(
            "CreateSubnetCidrReservation",
            CreateSubnetCidrReservationRequest::builder,
            served(
                "SubnetId!",
                "Cidr!",
                "ReservationType!",
                "Description",
                "TagSpecifications",
                "DryRun"),
            CidrReservationActions::create)
        .on(
            "DeleteSubnetCidrReservation",
            DeleteSubnetCidrReservationRequest::builder,
            served("SubnetCidrReservationId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DeleteSubnetCidrReservation(
                            new SubnetCidrReservationId(q.subnetCidrReservationId())))
                    .map(
                        gone ->
                            DeleteSubnetCidrReservationResponse.builder()
                                .deletedSubnetCidrReservation(sdk(gone))
                                .build()))
        .on(
            "GetSubnetCidrReservations",
            GetSubnetCidrReservationsRequest::builder,
            served("SubnetId!", "Filters", "MaxResults", "NextToken", "DryRun"),
            CidrReservationActions::list);
  }

  private static Reply<CreateSubnetCidrReservationResponse> create(
      CreateSubnetCidrReservationRequest q, Call call) {
    if (q.reservationType() == SubnetCidrReservationType.UNKNOWN_TO_SDK_VERSION) {
      return Reply.refuse(
          "InvalidParameterValue",
          "Value ("
              + q.reservationTypeAsString()
              + ") for parameter reservationType is invalid. Expected prefix or explicit.");
    }
    SubnetCidrReservation.Type type =
        q.reservationType() == SubnetCidrReservationType.PREFIX
            ? SubnetCidrReservation.Type.PREFIX
            : SubnetCidrReservation.Type.EXPLICIT;
    return AskedCidr.ofAny(q.cidr(), "cidr")
        .then(
            cidr ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.SUBNET_CIDR_RESERVATION)
                    .then(
                        tags ->
                            call.create(
                                Ec2Resources.SUBNET_CIDR_RESERVATIONS,
                                new CreateSubnetCidrReservation(
                                    new SubnetId(q.subnetId()),
                                    cidr,
                                    type,
                                    Optional.ofNullable(q.description()).orElse(""),
                                    tags))))
        .map(
            made ->
                CreateSubnetCidrReservationResponse.builder()
                    .subnetCidrReservation(sdk(made))
                    .build());
  }

  private static Reply<GetSubnetCidrReservationsResponse> list(
      GetSubnetCidrReservationsRequest q, Call call) {
    View view = call.view();
    return FILTERS
        .predicate(q.filters(), view)
        .then(wanted -> PAGES.asked(q).map(asked -> page(q.subnetId(), wanted, asked, view)));
  }

  private static GetSubnetCidrReservationsResponse page(
      String subnet, Predicate<SubnetCidrReservation> wanted, Pages.Asked asked, View view) {
    Predicate<SubnetCidrReservation> notYet =
        it -> asked.after().map(key -> it.id().value().compareTo(key) > 0).orElse(true);
    Pages.Page<SubnetCidrReservation> page =
        PAGES.cut(
            view
                .vpcs()
                .facts()
                .table(SubnetCidrReservation.KIND)
                .by(SubnetCidrReservation.BY_SUBNET, new SubnetId(subnet))
                .stream()
                .filter(wanted)
                .filter(notYet),
            asked,
            it -> it.id().value());
    return GetSubnetCidrReservationsResponse.builder()
        .subnetIpv4CidrReservations(some(page, Sdk::ipv4))
        .subnetIpv6CidrReservations(some(page, cidr -> !Sdk.ipv4(cidr)))
        .nextToken(page.nextOrNull())
        .build();
  }

  private static List<software.amazon.awssdk.services.ec2.model.SubnetCidrReservation> some(
      Pages.Page<SubnetCidrReservation> page, Predicate<Cidr> family) {
    return page.items().stream()
        .filter(it -> family.test(it.cidr()))
        .map(CidrReservationActions::sdk)
        .toList();
  }

  private static software.amazon.awssdk.services.ec2.model.SubnetCidrReservation sdk(
      SubnetCidrReservation reservation) {
    return software.amazon.awssdk.services.ec2.model.SubnetCidrReservation.builder()
        .subnetCidrReservationId(reservation.id().value())
        .subnetId(reservation.subnet().value())
        .cidr(reservation.cidr().toString())
        .reservationType(type(reservation))
        .ownerId(reservation.scope().account().value())
        .description(reservation.description())
        .tags(Sdk.tags(reservation.tags()))
        .build();
  }

  private static String type(SubnetCidrReservation reservation) {
    return reservation.type().name().toLowerCase(Locale.ROOT);
  }
}
