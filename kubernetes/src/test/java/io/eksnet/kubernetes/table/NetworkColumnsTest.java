package io.eksnet.kubernetes.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkColumnsTest {
  @Test
  void aServiceShowsItsPortsWithTheirNodePorts() {
    assertThat(
            Printed.cells(
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, creationTimestamp: "2025-05-30T12:00:00Z"}
                spec:
                  type: NodePort
                  clusterIPs: [172.20.0.9]
                  selector: {tier: front, app: web}
                  ports:
                  - {port: 80, nodePort: 30080, protocol: TCP}
                  - {port: 53, protocol: UDP}
                """))
        .containsExactly(
            entry("Name", "web"),
            entry("Type", "NodePort"),
            entry("Cluster-IP", "172.20.0.9"),
            entry("External-IP", "<none>"),
            entry("Port(s)", "80:30080/TCP,53/UDP"),
            entry("Age", "2d"),
            entry("Selector", "app=web,tier=front"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "spec: {type: ClusterIP}; <none>",
        "spec: {type: ClusterIP, externalIPs: [1.2.3.4, 5.6.7.8]}; 1.2.3.4,5.6.7.8",
        "spec: {type: LoadBalancer}; <pending>",
        "spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{hostname: b.elb}, {ip:"
            + " 9.9.9.9}]}}; 9.9.9.9,b.elb",
        "spec: {type: LoadBalancer, externalIPs: [1.2.3.4]}, status: {loadBalancer: {ingress:"
            + " [{hostname: b.elb}]}}; b.elb,1.2.3.4",
        "spec: {type: ExternalName, externalName: db.example.com}; db.example.com"
      })
  void theExternalAddressIsThatOfTheServiceType(String parts, String printed) {
    String service = "{apiVersion: v1, kind: Service, metadata: {name: s}, " + parts + "}";
    assertThat(Printed.cell("External-IP", service)).isEqualTo(printed);
  }

  @Test
  void aHeadlessServiceHasNoneAsAddressAndAServiceWithoutPortsOrSelectorSaysSo() {
    assertThat(Printed.cells("{apiVersion: v1, kind: Service, spec: {clusterIPs: [None]}}"))
        .contains(entry("Cluster-IP", "None"), entry("Port(s)", "<none>"))
        .contains(entry("Selector", "<none>"));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "[]; <none>",
        "[{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}]}];"
            + " 10.0.0.1:80,10.0.0.2:80",
        "[{addresses: [{ip: 10.0.0.1}, {ip: 10.0.0.2}], ports: [{port: 80}, {port: 443}]}];"
            + " 10.0.0.1:80,10.0.0.2:80,10.0.0.1:443 + 1 more...",
        "[{addresses: [{ip: 10.0.0.1}]}]; 10.0.0.1",
        "[{addresses: [{ip: '2001:db8::1'}], ports: [{port: 80}]}]; [2001:db8::1]:80"
      })
  void endpointsNameTheFirstThreeAndCountTheOthers(String subsets, String printed) {
    String endpoints = "{apiVersion: v1, kind: Endpoints, subsets: " + subsets + "}";
    assertThat(Printed.cell("Endpoints", endpoints)).isEqualTo(printed);
  }

  @Test
  void endpointsWithoutAReadyAddressArePrintedEmptyAsKubectlDoes() {
    assertThat(
            Printed.cell(
                "Endpoints",
                "{apiVersion: v1, kind: Endpoints, subsets: [{notReadyAddresses: [{ip:"
                    + " 10.0.0.1}], ports: [{port: 80}]}]}"))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}, {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "ports: [], endpoints: []; <unset>; <unset>",
        "ports: [{port: 80, name: http}], endpoints: [{addresses: [10.0.0.1]}]; 80; 10.0.0.1",
        "ports: [{name: http}, {}], endpoints: []; http,*; <unset>",
        "ports: [{port: 1}, {port: 2}, {port: 3}, {port: 4}], endpoints: [{addresses: [a]},"
            + " {addresses: [b]}, {addresses: [c]}, {addresses: [d]}, {addresses: [e]}];"
            + " 1,2,3 + 1 more...; a,b,c + 2 more..."
      })
  void aSliceNamesThreePortsAndThreeAddresses(String parts, String ports, String endpoints) {
    String slice =
        "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, addressType: IPv4, " + parts + "}";
    assertThat(Printed.cells(slice))
        .contains(
            entry("AddressType", "IPv4"), entry("Ports", ports), entry("Endpoints", endpoints));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "{}; <none>",
        "{matchLabels: {tier: db, app: shop}}; app=shop,tier=db",
        "{matchExpressions: [{key: env, operator: In, values: [prod, dev]}]}; env in (dev,prod)",
        "{matchExpressions: [{key: env, operator: NotIn, values: [dev]}]}; env notin (dev)",
        "{matchLabels: {m: v}, matchExpressions: [{key: z, operator: Exists}, {key: a, operator:"
            + " DoesNotExist}]}; !a,m=v,z",
        "{matchExpressions: [{key: a, operator: Like}]}; <error>"
      })
  void aPolicyShowsItsPodSelectorAsText(String selector, String printed) {
    String policy =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {podSelector: "
            + selector
            + "}}";
    assertThat(Printed.cell("Pod-Selector", policy)).isEqualTo(printed);
  }
}
