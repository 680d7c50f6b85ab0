package io.eksnet.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.acm.Certificate;
import io.eksnet.acm.Certificate.Status;
import io.eksnet.acm.CertificateBody;
import io.eksnet.acm.RequestCertificate;
import io.eksnet.id.AccountId;
import io.eksnet.id.Context;
import io.eksnet.id.Decision;
import io.eksnet.id.IdSource;
import io.eksnet.id.Region;
import io.eksnet.id.Scope;
import io.eksnet.id.Tags;
import io.eksnet.table.Change;
import io.eksnet.world.Effect;
import io.eksnet.world.Moment;
import io.eksnet.world.Outcome;
import io.eksnet.world.Pace;
import io.eksnet.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateLifecycleTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofDays(395));
  private static final Scope SCOPE =
      new Scope(new AccountId("111122223333"), new Region("us-west-2"));

  private World world = World.EMPTY;
  private final Certificate asked = request();

  @Test
  void aRequestIsGrantedAtOnceWhenThePaceIsFast() {
    Outcome outcome = reconcile(NOW, Pace.FAST);

    assertThat(stated(outcome).status()).isEqualTo(Status.ISSUED);
    assertThat(stated(outcome).issuedAt()).contains(NOW);
  }

  @Test
  void aRequestIsGrantedAfterTwoMinutesWhenThePaceIsReal() {
    assertThat(reconcile(NOW.plusSeconds(119), Pace.REAL).again()).contains(NOW.plusSeconds(120));
    assertThat(stated(reconcile(NOW.plusSeconds(120), Pace.REAL)).status())
        .isEqualTo(Status.ISSUED);
  }

  @Test
  void aCertificateExpiresAtItsEndAtAnyPace() {
    world = world.with(List.of(Change.put(Certificate.KIND, asked.issued(NOW))));

    assertThat(reconcile(NOW, Pace.FAST).again()).contains(END);
    assertThat(stated(reconcile(END, Pace.FAST)).status()).isEqualTo(Status.EXPIRED);
    assertThat(stated(reconcile(END, Pace.FAST)).issuedAt()).contains(NOW);
  }

  private Outcome reconcile(Instant at, Pace pace) {
    return CertificateLifecycle.create()
        .reconcile(world, asked.arn(), new Moment(at, IdSource.seeded(1), pace));
  }

  private static Certificate stated(Outcome outcome) {
    assertThat(outcome.effects()).hasSize(1);
    return outcome.effects().getFirst() instanceof Effect.State(var change)
            && change instanceof Change.Put<?, ?> put
            && put.fact() instanceof Certificate it
        ? it
        : org.assertj.core.api.Assertions.fail("no certificate is stated");
  }

  private Certificate request() {
    var command =
        new RequestCertificate(
            SCOPE,
            "example.com",
            List.of(),
            new Certificate.Origin.Requested(
                Certificate.ValidationMethod.DNS, List.of(), true, Optional.empty()),
            new CertificateBody(
                "pem",
                Optional.empty(),
                "example.com",
                List.of("example.com"),
                "01",
                "CN=example.com",
                "Amazon",
                NOW,
                END,
                "RSA_2048",
                "SHA256WITHRSA",
                List.of(),
                List.of()),
            Tags.NONE);
    return switch (command.decide(world, new Context(NOW, IdSource.seeded(1)))) {
      case Decision.Accepted<Certificate>(var made, var changes) -> {
        world = world.with(changes);
        yield made;
      }
      case Decision.Refused<Certificate>(var why) -> throw new AssertionError(why);
    };
  }
}
