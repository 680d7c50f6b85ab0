package io.eksnet.aws.elb.classic;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.elb.classic.ClassicAttributes;
import io.eksnet.elb.classic.ModifyLoadBalancerAttributes;
import io.eksnet.elb.classic.ModifyLoadBalancerAttributes.Log;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancing.model.AccessLog;
import software.amazon.awssdk.services.elasticloadbalancing.model.AdditionalAttribute;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConnectionDraining;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConnectionSettings;
import software.amazon.awssdk.services.elasticloadbalancing.model.CrossZoneLoadBalancing;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesResponse;

/** The attributes of Classic Load Balancers. */
final class AttributeActions {
  private static final String DESYNC = "elb.http.desyncmitigationmode";
  private static final int LOG_MINUTES = 60;

  private AttributeActions() {}

  static void register(Call.Registry on) {
    on.on(
            "DescribeLoadBalancerAttributes",
            DescribeLoadBalancerAttributesRequest::builder,
            served("LoadBalancerName!"),
            (q, call) ->
                ClassicActions.find(call, call.world(), q.loadBalancerName())
                    .map(
                        it ->
                            DescribeLoadBalancerAttributesResponse.builder()
                                .loadBalancerAttributes(sdk(it.attributes()))
                                .build()))
        .on(
            "ModifyLoadBalancerAttributes",
            ModifyLoadBalancerAttributesRequest::builder,
            served("LoadBalancerName!", "LoadBalancerAttributes!"),
            (q, call) ->
                read(q.loadBalancerAttributes(), call)
                    .then(
                        change ->
                            call.execute(
                                new ModifyLoadBalancerAttributes(
                                    call.scope(), q.loadBalancerName(), change)))
                    .map(
                        it ->
                            ModifyLoadBalancerAttributesResponse.builder()
                                .loadBalancerName(it.name())
                                .loadBalancerAttributes(sdk(it.attributes()))
                                .build()));
  }

  private static Reply<ModifyLoadBalancerAttributes.Change> read(
      LoadBalancerAttributes q, Call call) {
    Optional<String> desync = Optional.empty();
    for (AdditionalAttribute each : q.additionalAttributes()) {
      if (!DESYNC.equals(each.key())) {
        return call.refuse(
            "LoadBalancerAttributeNotFound",
            "Load balancer attribute " + each.key() + " does not exist");
      }
      desync = Optional.ofNullable(each.value());
    }
    Optional<ConnectionDraining> draining = Optional.ofNullable(q.connectionDraining());
    Optional<AccessLog> log = Optional.ofNullable(q.accessLog());
    boolean noBucket =
        log.filter(it -> isOn(it.enabled()) && it.s3BucketName() == null).isPresent();
    if (noBucket) {
      return call.refuse("ValidationError", "S3BucketName is required for access logs");
    }
    return Reply.answer(
        new ModifyLoadBalancerAttributes.Change(
            Optional.ofNullable(q.crossZoneLoadBalancing()).map(CrossZoneLoadBalancing::enabled),
            log.map(it -> new Log(log(it))),
            draining.map(ConnectionDraining::enabled),
            draining.map(ConnectionDraining::timeout).map(Duration::ofSeconds),
            Optional.ofNullable(q.connectionSettings())
                .map(ConnectionSettings::idleTimeout)
                .map(Duration::ofSeconds),
            desync));
  }

  private static Optional<ClassicAttributes.AccessLog> log(AccessLog log) {
    return isOn(log.enabled())
        ? Optional.of(
            new ClassicAttributes.AccessLog(
                log.s3BucketName(),
                Optional.ofNullable(log.s3BucketPrefix()).orElse(""),
                Optional.ofNullable(log.emitInterval()).orElse(LOG_MINUTES)))
        : Optional.empty();
  }

  private static boolean isOn(Boolean enabled) {
    return enabled != null && enabled;
  }

  private static LoadBalancerAttributes sdk(ClassicAttributes it) {
    return LoadBalancerAttributes.builder()
        .crossZoneLoadBalancing(zones -> zones.enabled(it.crossZone()))
        .accessLog(
            log -> {
              log.enabled(it.accessLog().isPresent());
              it.accessLog()
                  .ifPresent(
                      on ->
                          log.s3BucketName(on.bucket())
                              .s3BucketPrefix(on.prefix())
                              .emitInterval(on.minutes()));
            })
        .connectionDraining(
            draining ->
                draining.enabled(it.draining()).timeout((int) it.drainingTimeout().toSeconds()))
        .connectionSettings(settings -> settings.idleTimeout((int) it.idleTimeout().toSeconds()))
        .additionalAttributes(
            AdditionalAttribute.builder().key(DESYNC).value(it.desyncMode()).build())
        .build();
  }
}
