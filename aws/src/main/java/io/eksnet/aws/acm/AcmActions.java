package io.eksnet.aws.acm;

import static io.eksnet.aws.codec.Served.served;

import io.eksnet.acm.AcmAccount;
import io.eksnet.acm.PutAccountConfiguration;
import io.eksnet.aws.codec.Served;
import io.eksnet.aws.endpoint.Actions.Registration;
import io.eksnet.aws.endpoint.Call;
import io.eksnet.aws.endpoint.Reply;
import io.eksnet.aws.endpoint.Service;
import io.eksnet.world.Ledger;
import java.util.Optional;
import software.amazon.awssdk.services.acm.model.ExpiryEventsConfiguration;
import software.amazon.awssdk.services.acm.model.GetAccountConfigurationRequest;
import software.amazon.awssdk.services.acm.model.GetAccountConfigurationResponse;
import software.amazon.awssdk.services.acm.model.PutAccountConfigurationRequest;
import software.amazon.awssdk.services.acm.model.PutAccountConfigurationResponse;

/** All of ACM that eksnet serves. */
public final class AcmActions {

  private static final CertificateAuthority AUTHORITY = new CertificateAuthority();

  private AcmActions() {}

  /** Registers ACM's actions over a world. */
  public static void register(Registration actions, Ledger ledger) {
    Call.Registry on = new Call.Registry(actions, Service.ACM, ledger);
    new CertificateChanges(AUTHORITY).register(on);
    CertificateReads.register(on);
    CertificateLists.register(on);
    CertificateTags.register(on);
    on.on(
            "GetAccountConfiguration",
            GetAccountConfigurationRequest::builder,
            Served.nothing(),
            (q, call) ->
                Reply.answer(
                    GetAccountConfigurationResponse.builder()
                        .expiryEvents(
                            it ->
                                it.daysBeforeExpiry(
                                    call.world()
                                        .find(AcmAccount.KIND, call.scope())
                                        .map(AcmAccount::daysBeforeExpiry)
                                        .orElse(AcmAccount.DAYS_BEFORE_EXPIRY)))
                        .build()))
        .on(
            "PutAccountConfiguration",
            PutAccountConfigurationRequest::builder,
            served("ExpiryEvents", "IdempotencyToken!"),
            (q, call) ->
                call.execute(
                        new PutAccountConfiguration(
                            call.scope(),
                            Optional.ofNullable(q.expiryEvents())
                                .map(ExpiryEventsConfiguration::daysBeforeExpiry)
                                .orElse(AcmAccount.DAYS_BEFORE_EXPIRY)))
                    .map(_ -> PutAccountConfigurationResponse.builder().build()));
  }
}
