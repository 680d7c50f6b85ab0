package io.eksnet.aws.ec2;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.id.InternetGatewayId;
import io.eksnet.id.VpcId;
import io.eksnet.vpc.AttachInternetGateway;
import io.eksnet.vpc.CreateInternetGateway;
import io.eksnet.vpc.DeleteInternetGateway;
import io.eksnet.vpc.DetachInternetGateway;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** What makes, attaches and deletes internet gateways. */
final class GatewayChanges {
  private GatewayChanges() {}

  static void register(Ec2Registration on) {
    on.on(
            "CreateInternetGateway",
            CreateInternetGatewayRequest::builder,
            served("TagSpecifications", "DryRun"),
            (q, call) ->
                TagSpecifications.of(q.tagSpecifications(), ResourceType.INTERNET_GATEWAY)
                    .then(
                        tags ->
                            call.execute(
                                new CreateInternetGateway(call.scope(), tags, Optional.empty())))
                    .map(
                        made ->
                            CreateInternetGatewayResponse.builder()
                                .internetGateway(GatewayActions.sdk(made))
                                .build()))
        .on(
            "AttachInternetGateway",
            AttachInternetGatewayRequest::builder,
            served("InternetGatewayId!", "VpcId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new AttachInternetGateway(
                            new InternetGatewayId(q.internetGatewayId()), new VpcId(q.vpcId())))
                    .map(_ -> AttachInternetGatewayResponse.builder().build()))
        .on(
            "DetachInternetGateway",
            DetachInternetGatewayRequest::builder,
            served("InternetGatewayId!", "VpcId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DetachInternetGateway(
                            new InternetGatewayId(q.internetGatewayId()), new VpcId(q.vpcId())))
                    .map(_ -> DetachInternetGatewayResponse.builder().build()))
        .on(
            "DeleteInternetGateway",
            DeleteInternetGatewayRequest::builder,
            served("InternetGatewayId!", "DryRun"),
            (q, call) ->
                call.execute(
                        new DeleteInternetGateway(new InternetGatewayId(q.internetGatewayId())))
                    .map(_ -> DeleteInternetGatewayResponse.builder().build()));
  }
}
