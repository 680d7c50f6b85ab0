package io.eksnet.kubernetes.admission;

import static io.eksnet.kubernetes.admission.Judged.changed;
import static io.eksnet.kubernetes.admission.Judged.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.eksnet.kubernetes.Fixtures;
import io.eksnet.kubernetes.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ValidationTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'spec':{'containers':[]}} | spec.containers: Required value
      {'spec':{'containers':[{'name':'A_','image':'i'}]}} | spec.containers[0].name: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
      {'spec':{'containers':[{'name':'a'}]}} | spec.containers[0].image: Required value
      {'spec':{'containers':[{'name':'a','image':'i'},{'name':'a','image':'i'}]}} | spec.containers[1].name: Duplicate value: "a"
      {'spec':{'containers':[{'name':'a','image':' i'}]}} | spec.containers[0].image: Invalid value: " i": must not have leading or trailing whitespace
      {'spec':{'restartPolicy':'Sometimes'}} | spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"
      {'spec':{'dnsPolicy':'None'}} | spec.dnsConfig: Required value: must provide `dnsConfig` when `dnsPolicy` is None
      {'spec':{'containers':[{'name':'a','image':'i','ports':[{'containerPort':70000}]}]}} | spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive
      {'spec':{'containers':[{'name':'a','image':'i','ports':[{'containerPort':80,'protocol':'ICMP'}]}]}} | spec.containers[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
      {'spec':{'containers':[{'name':'a','image':'i','ports':[{'containerPort':80,'name':'averyverylongname'}]}]}} | spec.containers[0].ports[0].name: Invalid value: "averyverylongname": must be no more than 15 characters
      {'spec':{'containers':[{'name':'a','image':'i','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}} | spec.containers[0].volumeMounts[0].name: Not found: "v"
      {'spec':{'containers':[{'name':'a','image':'i','resources':{'requests':{'cpu':'2'},'limits':{'cpu':'1'}}}]}} | spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
      {'spec':{'containers':[{'name':'a','image':'i','resources':{'requests':{'vpc.amazonaws.com/pod-eni':'1'}}}]}} | spec.containers[0].resources.limits: Required value: Limit must be set for non overcommitable resources
      {'spec':{'containers':[{'name':'a','image':'i','env':[{'name':'A','value':'x','valueFrom':{'secretKeyRef':{'name':'s','key':'k'}}}]}]}} | spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when `value` is not empty
      {'spec':{'containers':[{'name':'a','image':'i','livenessProbe':{'periodSeconds':5}}]}} | spec.containers[0].livenessProbe: Required value: must specify a handler type
      {'spec':{'containers':[{'name':'a','image':'i','imagePullPolicy':'Maybe'}]}} | spec.containers[0].imagePullPolicy: Unsupported value: "Maybe": supported values: "Always", "IfNotPresent", "Never"
      {'spec':{'hostNetwork':true,'containers':[{'name':'a','image':'i','ports':[{'containerPort':80,'hostPort':81}]}]}} | spec.containers[0].ports[0].hostPort: Invalid value: 81: must match `containerPort` when `hostNetwork` is true
      {'spec':{'initContainers':[{'name':'b','image':'i','readinessProbe':{'exec':{'command':['x']}}}]}} | spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always
      {'spec':{'volumes':[{'name':'v','emptyDir':{},'hostPath':{'path':'/x'}}]}} | spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type
      {'spec':{'volumes':[{'name':'v','secret':{}}]}} | spec.volumes[0].secret.secretName: Required value
      {'spec':{'nodeSelector':{'a':'b c'}}} | spec.nodeSelector: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
      {'spec':{'tolerations':[{'key':'a','operator':'Exists','value':'b'}]}} | spec.tolerations[0].operator: Invalid value: {"key":"a","operator":"Exists","value":"b"}: value must be empty when `operator` is 'Exists'
      {'spec':{'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[]}}}}} | spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term
      {'spec':{'topologySpreadConstraints':[{'maxSkew':0,'topologyKey':'z','whenUnsatisfiable':'DoNotSchedule'}]}} | spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero
      {'spec':{'readinessGates':[{'conditionType':'a/b/c'}]}} | spec.readinessGates[0].conditionType: Invalid value: "a/b/c": a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')
      {'spec':{'hostAliases':[{'ip':'300.1.1.1'}]}} | spec.hostAliases[0].ip: Invalid value: "300.1.1.1": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
      {'spec':{'securityContext':{'runAsUser':-1}}} | spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 4294967295, inclusive
      {'spec':{'nodeName':'n','schedulingGates':[{'name':'g'}]}} | spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared
      {'metadata':{'name':'Web'}} | metadata.name: Invalid value: "Web": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
      {'metadata':{'name':null}} | metadata.name: Required value: name or generateName is required
      {'metadata':{'labels':{'-a':'b'}}} | metadata.labels: Invalid value: "-a": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
      {'metadata':{'finalizers':['mine']}} | metadata.finalizers[0]: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified
      """)
  void aPodIsRefusedInKubernetesWords(String change, String message) {
    assertThat(wrong(changed(Judged.POD, change))).containsExactly(message.replace("\\\\", "\\"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'metadata':{'name':'1web'}} | metadata.name: Invalid value: "1web": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')
      {'spec':{'ports':[]}} | spec.ports: Required value
      {'spec':{'ports':[{'port':0}]}} | spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive;spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive
      {'spec':{'ports':[{'port':80},{'port':81,'name':'b'}]}} | spec.ports[0].name: Required value
      {'spec':{'ports':[{'port':80,'name':'a'},{'port':80,'name':'b'}]}} | spec.ports[1]: Duplicate value: {"protocol":"TCP","port":80}
      {'spec':{'ports':[{'port':80,'nodePort':30080}]}} | spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'
      {'spec':{'type':'NodePort','ports':[{'port':80,'name':'a','nodePort':30080},{'port':81,'name':'b','nodePort':30080}]}} | spec.ports[1].nodePort: Duplicate value: 30080
      {'spec':{'type':'Balanced'}} | spec.type: Unsupported value: "Balanced": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"
      {'spec':{'type':'LoadBalancer','clusterIP':'None'}} | spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services
      {'spec':{'clusterIP':'10.0.0'}} | spec.clusterIPs[0]: Invalid value: "10.0.0": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
      {'spec':{'clusterIP':'10.0.0.1','clusterIPs':['10.0.0.2']}} | spec.clusterIPs: Invalid value: ["10.0.0.2"]: first value must match `clusterIP`
      {'spec':{'ipFamilies':['IPv6'],'clusterIP':'10.0.0.1'}} | spec.clusterIPs[0]: Invalid value: "10.0.0.1": expected an IPv6 value as indicated by `ipFamilies[0]`
      {'spec':{'externalTrafficPolicy':'Local'}} | spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services
      {'spec':{'loadBalancerClass':'service.k8s.aws/nlb'}} | spec.loadBalancerClass: Forbidden: may only be used when `type` is 'LoadBalancer'
      {'spec':{'type':'LoadBalancer','loadBalancerSourceRanges':['10.0.0.0']}} | spec.LoadBalancerSourceRanges: Invalid value: "[10.0.0.0]": must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ;
      {'spec':{'sessionAffinity':'Cookie'}} | spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"
      {'spec':{'externalIPs':['127.0.0.1']}} | spec.externalIPs[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
      {'spec':{'type':'ExternalName'}} | spec.externalName: Required value
      """)
  void aServiceIsRefusedInKubernetesWords(String change, String messages) {
    assertThat(String.join(";", wrong(changed(Judged.SERVICE, change))))
        .isEqualTo(
            messages.endsWith(" ;") ? messages.substring(0, messages.length() - 1) : messages);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'spec':{'selector':null}} | spec.selector: Required value
      {'spec':{'selector':{'matchLabels':null}}} | spec.selector: Invalid value: {}: empty selector is invalid for deployment
      {'spec':{'selector':{'matchLabels':{'app':'other'}}}} | spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`
      {'spec':{'selector':{'matchLabels':{'app':'web'},'matchExpressions':[{'key':'app','operator':'In'}]}}} | spec.selector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn';spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`
      {'spec':{'replicas':-1}} | spec.replicas: Invalid value: -1: must be greater than or equal to 0
      {'spec':{'strategy':{'type':'Recreate','rollingUpdate':{}}}} | spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'
      {'spec':{'strategy':{'rollingUpdate':{'maxSurge':0,'maxUnavailable':0}}}} | spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0
      {'spec':{'strategy':{'rollingUpdate':{'maxSurge':'x'}}}} | spec.strategy.rollingUpdate.maxSurge: Invalid value: "x": a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')
      {'spec':{'minReadySeconds':600}} | spec.progressDeadlineSeconds: Invalid value: 600: must be greater than minReadySeconds
      {'spec':{'template':{'spec':{'restartPolicy':'Never'}}}} | spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
      {'spec':{'template':{'spec':{'containers':[]}}}} | spec.template.spec.containers: Required value
      """)
  void aDeploymentIsRefusedInKubernetesWords(String change, String messages) {
    assertThat(String.join(";", wrong(changed(Judged.DEPLOYMENT, change)))).isEqualTo(messages);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'ingress':[{'from':[{}]}]} | spec.ingress[0].from[0]: Required value: must specify a peer
      {'ingress':[{'from':[{'ipBlock':{'cidr':'10.0.0.0/8'},'podSelector':{}}]}]} | spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer
      {'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0/8'}}]}]} | spec.egress[0].to[0].ipBlock.cidr: Invalid value: "10.0.0/8": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
      {'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['11.0.0.0/16']}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`
      {'egress':[{'to':[{'ipBlock':{'cidr':'10.0.0.0/8','except':['10.0.0.0/8']}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`
      {'egress':[{'to':[{'ipBlock':{'cidr':'2001:db8::/32','except':['10.0.0.0/8']}}]}]} | spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`
      {'ingress':[{'ports':[{'endPort':80}]}]} | spec.ingress[0].ports[0].endPort: Invalid value: 80: may not be specified when `port` is not specified
      {'ingress':[{'ports':[{'port':'http','endPort':80}]}]} | spec.ingress[0].ports[0].endPort: Invalid value: 80: may not be specified when `port` is non-numeric
      {'ingress':[{'ports':[{'port':90,'endPort':80}]}]} | spec.ingress[0].ports[0].endPort: Invalid value: 90: must be greater than or equal to `port`
      {'ingress':[{'ports':[{'port':0}]}]} | spec.ingress[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
      {'ingress':[{'ports':[{'protocol':'ICMP'}]}]} | spec.ingress[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
      {'policyTypes':['Ingress','Egress','Ingress']} | spec.policyTypes: Invalid value: ["Ingress","Egress","Ingress"]: may not specify more than two policyTypes
      {'policyTypes':['Sideways']} | spec.policyTypes: Unsupported value: "Sideways": supported values: "Egress", "Ingress"
      {'podSelector':{'matchLabels':{'a':'b c'}}} | spec.podSelector.matchLabels: Invalid value: "b c": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
      """)
  void aNetworkPolicyIsRefusedInKubernetesWords(String spec, String message) {
    assertThat(wrong(changed(Judged.POLICY, "{'spec':%s}".formatted(spec))))
        .containsExactly(message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'policyTypes':['Ingress','Ingress']}",
        "{'policyTypes':['Ingress'],'egress':[{'to':[{'podSelector':{}}]}]}",
        "{'ingress':[{'ports':[{'port':80,'endPort':80}]}]}",
        "{'ingress':[{'from':[{'ipBlock':{'cidr':'10.1.2.3/8','except':['10.1.2.3/32']}}]}]}",
        "{'ingress':[{'from':[{'namespaceSelector':{},'podSelector':{}}]}]}",
        "{'ingress':[{'ports':[{}]}]}",
      })
  void aNetworkPolicyThatLooksOddIsAccepted(String spec) {
    assertThat(wrong(changed(Judged.POLICY, "{'spec':%s}".formatted(spec)))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
      {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','namespace':'d'},'data':{'a b':'c'}} | data[a b]: Invalid value: "a b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
      {'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'a','namespace':'d'},'data':{'a':'c'},'binaryData':{'a':'AA=='}} | data[a]: Invalid value: "a": duplicate of key present in binaryData
      {'apiVersion':'v1','kind':'Secret','metadata':{'name':'a','namespace':'d'},'type':'kubernetes.io/tls','data':{'tls.crt':'AA=='}} | data[tls.key]: Required value
      {'apiVersion':'v1','kind':'Namespace','metadata':{'name':'a.b'}} | metadata.name: Invalid value: "a.b": must not contain dots
      {'apiVersion':'v1','kind':'Namespace','metadata':{'name':'a','namespace':'d'}} | metadata.namespace: Forbidden: not allowed on this type
      {'apiVersion':'v1','kind':'Endpoints','metadata':{'name':'a','namespace':'d'},'subsets':[{'ports':[{'port':80}]}]} | subsets[0]: Required value: must specify `addresses` or `notReadyAddresses`
      {'apiVersion':'discovery.k8s.io/v1','kind':'EndpointSlice','metadata':{'name':'a','namespace':'d'},'addressType':'IPv4','endpoints':[{'addresses':[]}]} | endpoints[0].addresses: Required value: must contain at least 1 address
      {'apiVersion':'v1','kind':'Node','metadata':{'name':'n'},'spec':{'taints':[{'key':'a','effect':'Never'}]}} | metadata.taints[0].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
      {'apiVersion':'coordination.k8s.io/v1','kind':'Lease','metadata':{'name':'a','namespace':'d'},'spec':{'leaseDurationSeconds':0}} | spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0
      {'apiVersion':'v1','kind':'Event','metadata':{'name':'a','namespace':'d'},'involvedObject':{'namespace':'e'}} | involvedObject.namespace: Invalid value: "e": does not match event.namespace
      {'apiVersion':'v1','kind':'Binding','metadata':{'name':'a','namespace':'d'},'target':{'kind':'Node'}} | target.name: Required value
      """)
  void otherKindsAreRefusedInKubernetesWords(String object, String message) {
    assertThat(wrong(Fixtures.decoded((ObjectNode) Fixtures.json(object))))
        .containsExactly(message);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceAndListed() {
    ObjectNode pod =
        changed(Judged.POD, "{'spec':{'restartPolicy':'Now','containers':[{'name':'a'}]}}");

    Status status =
        switch (Admission.create(Judged.kind(pod), pod)) {
          case Admitted.Invalid(var errors) -> Status.invalid(Judged.kind(pod), "web", errors);
          case Admitted.Accepted _, Admitted.Forbidden _ -> throw new AssertionError();
        };

    assertThat(status.json().toString().replace("\\\"", "'"))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                + "\"message\":\"Pod 'web' is invalid: [spec.containers[0].image: Required value,"
                + " spec.restartPolicy: Unsupported value: 'Now': supported values: 'Always',"
                + " 'OnFailure', 'Never']\",\"reason\":\"Invalid\",\"details\":{\"name\":\"web\","
                + "\"kind\":\"Pod\",\"causes\":[{\"reason\":\"FieldValueRequired\",\"message\":"
                + "\"Required value\",\"field\":\"spec.containers[0].image\"},{\"reason\":"
                + "\"FieldValueNotSupported\",\"message\":\"Unsupported value: 'Now': supported"
                + " values: 'Always', 'OnFailure', 'Never'\",\"field\":\"spec.restartPolicy\"}]},"
                + "\"code\":422}");
  }

  @Test
  void annotationsMayTakeSoManyBytesAndNoMore() {
    ObjectNode pod = Fixtures.decoded(Judged.POD);
    ObjectNode annotations = pod.withObject("/metadata").putObject("annotations");
    annotations.put("a", "x".repeat(Labels.ANNOTATIONS_LIMIT - 1));
    assertThat(wrong(pod)).isEmpty();

    annotations.put("a", "x".repeat(Labels.ANNOTATIONS_LIMIT));
    assertThat(wrong(pod))
        .containsExactly("metadata.annotations: Too long: may not be more than 262144 bytes");
  }

  @Test
  void recordedObjectsOfEveryKindAreAccepted() {
    for (String name : Fixtures.names()) {
      ObjectNode object = Fixtures.decoded(Fixtures.recorded(name));
      if (name.equals("pod")) {
        object =
            changed(
                object,
                "{'spec':{'priorityClassName':null,'nodeName':null,"
                    + "'containers':[{'name':'a','image':'b'}],'securityContext':{'sysctls':null}}}");
      }
      assertThat(wrong(object)).as(name).isEmpty();
    }
  }
}
