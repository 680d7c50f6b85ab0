package io.eksnet.aws.directconnect;

import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.net.Cidr;
import io.eksnet.world.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.directconnect.model.RouteFilterPrefix;

/** All of Direct Connect that eksnet serves. */
public final class DirectConnectActions {
  private static final String CODE = "DirectConnectClientException";

  private DirectConnectActions() {}

  /** Registers Direct Connect's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.DIRECT_CONNECT, ledger);
    GatewayActions.register(on);
    AssociationActions.register(on);
    VirtualInterfaceActions.register(on);
    DirectConnectTags.register(on);
  }

  /** Direct Connect has one code for whatever its clients do wrong. */
  static <T> Reply<T> refused(String message) {
    return Reply.refuse(CODE, message);
  }

  /** Blocks from their texts. */
  static Reply<List<Cidr>> blocks(List<RouteFilterPrefix> prefixes) {
    List<Cidr> blocks = new ArrayList<>();
    for (RouteFilterPrefix each : prefixes) {
      Optional<Cidr> block = Optional.ofNullable(each.cidr()).flatMap(Cidr::strict);
      if (block.isEmpty()) {
        return refused("The CIDR " + each.cidr() + " is invalid");
      }
      blocks.add(block.get());
    }
    return Reply.answer(blocks);
  }
}
