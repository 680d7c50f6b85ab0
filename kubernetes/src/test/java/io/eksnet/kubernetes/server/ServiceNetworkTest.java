package io.eksnet.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.server.TestClient.Answer;
import io.eksnet.net.Cidr;
import io.eksnet.net.IpAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceNetworkTest extends ClusterTest {

  @Test
  void aServiceGetsAnAddressFromTheUpperBandOfTheRange() {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      Answer made = service("s" + i, "");
      String address = made.at("/spec/clusterIP").asString();
      assertThat(Cidr.parse("10.100.0.0/16").contains(IpAddress.parse(address))).isTrue();
      assertThat(IpAddress.parse(address)).isGreaterThan(IpAddress.parse("10.100.0.255"));
      assertThat(made.at("/spec/clusterIPs/0").asString()).isEqualTo(address);
      addresses.add(address);
    }
    assertThat(addresses).hasSize(20);
  }

  @Test
  void anAddressCanBeAskedForAndIsTakenOnce() {
    assertThat(service("a", "'clusterIP':'10.100.3.3',").at("/spec/clusterIP").asString())
        .isEqualTo("10.100.3.3");
    Answer second = service("b", "'clusterIP':'10.100.3.3',");

    assertThat(second.code()).isEqualTo(422);
    assertThat(second.message())
        .isEqualTo(
            "Service \"b\" is invalid: spec.clusterIPs: Invalid value: [\"10.100.3.3\"]: failed to"
                + " allocate IP 10.100.3.3: provided IP is already allocated");
  }

  @Test
  void anAddressOutsideOfTheRangeIsRefusedWithTheRange() {
    assertThat(service("a", "'clusterIP':'1.1.1.1',").message())
        .isEqualTo(
            "Service \"a\" is invalid: spec.clusterIPs: Invalid value: [\"1.1.1.1\"]: failed to"
                + " allocate IP 1.1.1.1: the provided IP (1.1.1.1) is not in the valid range. The"
                + " range of valid IPs is 10.100.0.0/16");
  }

  @Test
  void aHeadlessServiceKeepsNoneAndExternalNamesGetNothing() {
    Answer headless = service("h", "'clusterIP':'None',");
    assertThat(headless.at("/spec/clusterIPs").toString()).isEqualTo("[\"None\"]");

    Answer external =
        client.post(
            core + "services",
            json(
                "{'metadata':{'name':'e'},'spec':{'type':'ExternalName','externalName':'example.com'}}"));
    assertThat(external.code()).isEqualTo(201);
    assertThat(external.at("/spec").has("clusterIP")).isFalse();
  }

  @Test
  void nodePortsAreAllocatedAboveTheLowerBand() {
    Answer made = service("n", "'type':'NodePort',");

    assertThat(made.at("/spec/ports/0/nodePort").asInt()).isBetween(30_086, 32_767);
  }

  @Test
  void aNodePortOutsideOfTheRangeIsRefusedWithTheRange() {
    Answer answer = nodePort("web", 8080);

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(
            "Service \"web\" is invalid: spec.ports[0].nodePort: Invalid value: 8080: provided port is"
                + " not in the valid range. The range of valid ports is 30000-32767");
  }

  @Test
  void aNodePortIsTakenOnceInTheWholeCluster() {
    assertThat(nodePort("a", 30_080).at("/spec/ports/0/nodePort").asInt()).isEqualTo(30_080);
    assertThat(nodePort("b", 30_080).message())
        .isEqualTo(
            "Service \"b\" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is"
                + " already allocated");
    client.delete(core + "services/a");
    assertThat(nodePort("b", 30_080).code()).isEqualTo(201);
  }

  @Test
  void aReplacedServiceKeepsItsAddressAndPorts() {
    Answer made = service("s", "'type':'NodePort',");
    Answer replaced =
        client.put(
            core + "services/s",
            json("{'metadata':{'name':'s'},'spec':{'type':'NodePort','ports':[{'port':80}]}}"));

    assertThat(replaced.code()).isEqualTo(200);
    assertThat(replaced.at("/spec/clusterIP")).isEqualTo(made.at("/spec/clusterIP"));
    assertThat(replaced.at("/spec/ports/0/nodePort")).isEqualTo(made.at("/spec/ports/0/nodePort"));
  }

  @Test
  void aServiceThatIsNoNodePortAnyMoreGivesItsPortBack() {
    nodePort("a", 30_081);
    Answer plain = client.merge(core + "services/a", json("{'spec':{'type':'ClusterIP'}}"));
    assertThat(plain.at("/spec/ports/0").has("nodePort")).isFalse();
    assertThat(nodePort("b", 30_081).code()).isEqualTo(201);
  }

  private Answer service(String name, String fields) {
    return client.post(
        core + "services",
        json(
            "{'metadata':{'name':'%s'},'spec':{%s'ports':[{'port':80}]}}".formatted(name, fields)));
  }

  private Answer nodePort(String name, int port) {
    return client.post(
        core + "services",
        json(
            "{'metadata':{'name':'%s'},'spec':{'type':'NodePort','ports':[{'port':80,'nodePort':%d}]}}"
                .formatted(name, port)));
  }
}
