package io.eksnet.aws.elb;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.AddListenerCertificates;
import io.eksnet.elb.CreateListener;
import io.eksnet.elb.DeleteListener;
import io.eksnet.elb.ElbProtocol;
import io.eksnet.elb.Listener;
import io.eksnet.elb.ListenerAttributes;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.LoadBalancerType;
import io.eksnet.elb.ModifyListener;
import io.eksnet.elb.ModifyListenerAttributes;
import io.eksnet.elb.RemoveListenerCertificates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.MutualAuthenticationAttributes;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveListenerCertificatesResponse;

/** What makes, changes, deletes and shows listeners and their certificates. */
final class ListenerCalls {
  private ListenerCalls() {}

  static void register(Call.Registry on) {
    on.on(
            "CreateListener",
            CreateListenerRequest::builder,
            served(
                "LoadBalancerArn!",
                "Protocol",
                "Port",
                "SslPolicy",
                "Certificates",
                "DefaultActions!",
                "AlpnPolicy",
                "Tags",
                "MutualAuthentication.Mode"),
            (q, call) -> create(q, call))
        .on(
            "ModifyListener",
            ModifyListenerRequest::builder,
            served(
                "ListenerArn!",
                "Protocol",
                "Port",
                "SslPolicy",
                "Certificates",
                "DefaultActions",
                "AlpnPolicy",
                "MutualAuthentication.Mode"),
            (q, call) -> modify(q, call))
        .on(
            "DeleteListener",
            DeleteListenerRequest::builder,
            served("ListenerArn!"),
            (q, call) ->
                ElbFound.listenerArn(q.listenerArn())
                    .then(arn -> call.execute(new DeleteListener(call.scope(), arn)))
                    .map(_ -> DeleteListenerResponse.builder().build()))
        .on(
            "DescribeListeners",
            DescribeListenersRequest::builder,
            served("LoadBalancerArn", "ListenerArns", "Marker", "PageSize"),
            (q, call) -> describe(q, call))
        .on(
            "DescribeListenerAttributes",
            DescribeListenerAttributesRequest::builder,
            served("ListenerArn!"),
            (q, call) ->
                ElbFound.listener(call, q.listenerArn())
                    .map(
                        it ->
                            DescribeListenerAttributesResponse.builder()
                                .attributes(attributes(it))
                                .build()))
        .on(
            "ModifyListenerAttributes",
            ModifyListenerAttributesRequest::builder,
            served("ListenerArn!", "Attributes!"),
            (q, call) -> modifyAttributes(q, call));
    certificates(on);
  }

  private static void certificates(Call.Registry on) {
    on.on(
            "AddListenerCertificates",
            AddListenerCertificatesRequest::builder,
            served("ListenerArn!", "Certificates!"),
            (q, call) ->
                ElbFound.listenerArn(q.listenerArn())
                    .then(
                        arn ->
                            certificates(q.certificates())
                                .then(
                                    certificates ->
                                        call.execute(
                                            new AddListenerCertificates(
                                                call.scope(), arn, certificates))))
                    .map(
                        added ->
                            AddListenerCertificatesResponse.builder()
                                .certificates(
                                    added.stream().map(it -> certificate(it, false)).toList())
                                .build()))
        .on(
            "RemoveListenerCertificates",
            RemoveListenerCertificatesRequest::builder,
            served("ListenerArn!", "Certificates!"),
            (q, call) ->
                ElbFound.listenerArn(q.listenerArn())
                    .then(
                        arn ->
                            certificates(q.certificates())
                                .then(
                                    certificates ->
                                        call.execute(
                                            new RemoveListenerCertificates(
                                                call.scope(), arn, certificates))))
                    .map(_ -> RemoveListenerCertificatesResponse.builder().build()))
        .on(
            "DescribeListenerCertificates",
            DescribeListenerCertificatesRequest::builder,
            served("ListenerArn!", "Marker", "PageSize"),
            (q, call) ->
                ElbFound.listener(call, q.listenerArn())
                    .then(
                        it ->
                            ElbPage.of(
                                shown(it), Certificate::certificateArn, q.marker(), q.pageSize()))
                    .map(
                        page ->
                            DescribeListenerCertificatesResponse.builder()
                                .certificates(page.items())
                                .nextMarker(page.next().orElse(null))
                                .build()));
  }

  private static Reply<CreateListenerResponse> create(CreateListenerRequest q, Call call) {
    return ElbFound.balancerArn(q.loadBalancerArn())
        .then(
            arn ->
                protocol(q.protocolAsString())
                    .then(
                        protocol ->
                            tls(
                                    q.sslPolicy(),
                                    q.certificates(),
                                    q.alpnPolicy(),
                                    q.mutualAuthentication())
                                .then(
                                    tls ->
                                        ActionMapping.read(q.defaultActions())
                                            .then(
                                                actions ->
                                                    ResourceTags.read(q.tags())
                                                        .then(
                                                            tags ->
                                                                call.execute(
                                                                    new CreateListener(
                                                                        call.scope(),
                                                                        arn,
                                                                        protocol,
                                                                        Optional.ofNullable(
                                                                            q.port()),
                                                                        tls,
                                                                        actions,
                                                                        tags)))))))
        .map(made -> CreateListenerResponse.builder().listeners(sdk(call, made)).build());
  }

  private static Reply<ModifyListenerResponse> modify(ModifyListenerRequest q, Call call) {
    return ElbFound.listenerArn(q.listenerArn())
        .then(
            arn ->
                protocol(q.protocolAsString())
                    .then(
                        protocol ->
                            tls(
                                    q.sslPolicy(),
                                    q.certificates(),
                                    q.alpnPolicy(),
                                    q.mutualAuthentication())
                                .then(
                                    tls ->
                                        ActionMapping.read(q.defaultActions())
                                            .then(
                                                actions ->
                                                    call.execute(
                                                        new ModifyListener(
                                                            call.scope(),
                                                            arn,
                                                            protocol,
                                                            Optional.ofNullable(q.port()),
                                                            tls,
                                                            actions))))))
        .map(made -> ModifyListenerResponse.builder().listeners(sdk(call, made)).build());
  }

  private static Reply<Optional<ElbProtocol>> protocol(String text) {
    if (text == null) {
      return Reply.answer(Optional.empty());
    }
    Optional<ElbProtocol> protocol =
        Arrays.stream(ElbProtocol.values()).filter(it -> it.name().equals(text)).findFirst();
    return protocol.isPresent()
        ? Reply.answer(protocol)
        : ElbFound.invalid("Listener protocol '" + text + "' is not valid");
  }

  private static Reply<CreateListener.TlsRequest> tls(
      String policy,
      List<Certificate> certificates,
      List<String> alpn,
      MutualAuthenticationAttributes mutual) {
    if (certificates.stream().anyMatch(it -> it.isDefault() != null)) {
      return ElbFound.invalid("'IsDefault' cannot be specified for a listener's certificate");
    }
    return certificates(certificates)
        .then(
            arns ->
                mutual(mutual)
                    .map(
                        mode ->
                            new CreateListener.TlsRequest(
                                Optional.ofNullable(policy), arns, alpn, mode)));
  }

  private static Reply<Optional<Listener.MutualAuthentication>> mutual(
      MutualAuthenticationAttributes asked) {
    if (asked == null || asked.mode() == null) {
      return Reply.answer(Optional.empty());
    }
    return switch (asked.mode()) {
      case "off" -> Reply.answer(Optional.of(Listener.MutualAuthentication.OFF));
      case "passthrough" -> Reply.answer(Optional.of(Listener.MutualAuthentication.PASSTHROUGH));
      case "verify" ->
          ElbFound.unserved("mutual authentication with a trust store (MutualAuthentication.Mode)");
      default ->
          ElbFound.invalid("The mutual authentication mode '" + asked.mode() + "' is not valid");
    };
  }

  private static Reply<List<String>> certificates(List<Certificate> certificates) {
    return certificates.stream().anyMatch(it -> it.certificateArn() == null)
        ? ElbFound.invalid("A certificate ARN must be specified")
        : Reply.answer(certificates.stream().map(Certificate::certificateArn).toList());
  }

  private static Reply<DescribeListenersResponse> describe(DescribeListenersRequest q, Call call) {
    boolean byBalancer = q.loadBalancerArn() != null;
    if (byBalancer && !q.listenerArns().isEmpty()) {
      return ElbFound.invalid(
          "Listener ARNs and a load balancer ARN cannot be specified at the same time");
    }
    if (!byBalancer && q.listenerArns().isEmpty()) {
      return ElbFound.invalid("You must specify either listener ARNs or a load balancer ARN");
    }
    Reply<List<Listener>> asked =
        byBalancer
            ? ElbFound.balancer(call, q.loadBalancerArn())
                .map(
                    it -> call.world().table(Listener.KIND).by(Listener.BY_LOAD_BALANCER, it.arn()))
            : ElbFound.each(
                q.listenerArns().stream().distinct().toList(),
                arn ->
                    switch (ElbFound.listener(call, arn)) {
                      case Reply.Answer<Listener> found -> found;
                      case Reply.Refusal<Listener> _ ->
                          Reply.refuse("ListenerNotFound", "One or more listeners not found");
                    });
    return asked
        .then(all -> ElbPage.of(all, it -> it.arn().value(), q.marker(), q.pageSize()))
        .map(
            page ->
                DescribeListenersResponse.builder()
                    .listeners(page.items().stream().map(it -> sdk(call, it)).toList())
                    .nextMarker(page.next().orElse(null))
                    .build());
  }

  private static Reply<ModifyListenerAttributesResponse> modifyAttributes(
      ModifyListenerAttributesRequest q, Call call) {
    Map<String, String> attributes = new TreeMap<>();
    for (ListenerAttribute each : q.attributes()) {
      if (each.key() == null || each.value() == null) {
        return ElbFound.invalid("An attribute must have a key and a value");
      }
      if (attributes.put(each.key(), each.value()) != null) {
        return ElbFound.invalid(
            "Attribute key '" + each.key() + "' has been specified more than once");
      }
    }
    return ElbFound.listenerArn(q.listenerArn())
        .then(arn -> call.execute(new ModifyListenerAttributes(call.scope(), arn, attributes)))
        .map(it -> ModifyListenerAttributesResponse.builder().attributes(attributes(it)).build());
  }

  private static List<ListenerAttribute> attributes(Listener listener) {
    return ListenerAttributes.of(listener).entrySet().stream()
        .map(it -> ListenerAttribute.builder().key(it.getKey()).value(it.getValue()).build())
        .toList();
  }

  private static List<Certificate> shown(Listener listener) {
    List<Certificate> all = new ArrayList<>();
    listener
        .tls()
        .ifPresent(
            tls -> {
              all.add(certificate(tls.certificate(), true));
              tls.certificates().forEach(it -> all.add(certificate(it, false)));
            });
    return all;
  }

  private static Certificate certificate(String arn, boolean isDefault) {
    return Certificate.builder().certificateArn(arn).isDefault(isDefault).build();
  }

  /** A listener as ELB shows it. */
  private static software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener sdk(
      Call call, Listener listener) {
    var sdk =
        software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener.builder()
            .listenerArn(listener.arn().value())
            .loadBalancerArn(listener.loadBalancer().value())
            .protocol(listener.protocol().name())
            .port(listener.port())
            .defaultActions(ActionMapping.sdk(listener.defaultActions(), type(call, listener)));
    listener
        .tls()
        .ifPresent(
            tls -> {
              sdk.sslPolicy(tls.sslPolicy())
                  .certificates(Certificate.builder().certificateArn(tls.certificate()).build());
              tls.alpnPolicy().ifPresent(it -> sdk.alpnPolicy(it));
              if (listener.protocol() == ElbProtocol.HTTPS) {
                sdk.mutualAuthentication(it -> it.mode(tls.mutualAuthentication().text()));
              }
            });
    return sdk.build();
  }

  /** The type of a listener's load balancer. */
  static LoadBalancerType type(Call call, Listener listener) {
    return call.world()
        .find(LoadBalancer.KIND, listener.loadBalancer())
        .map(LoadBalancer::type)
        .orElse(LoadBalancerType.APPLICATION);
  }
}
