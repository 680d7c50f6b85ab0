package io.eksnet.app.daemon;

import io.eksnet.acm.AcmAccount;
import io.eksnet.acm.Certificate;
import io.eksnet.cloud.Cloud;
import io.eksnet.cni.IpamdLog;
import io.eksnet.cni.IpamdState;
import io.eksnet.cni.LooseEni;
import io.eksnet.cni.PodAddress;
import io.eksnet.eks.AccessEntry;
import io.eksnet.eks.Addon;
import io.eksnet.eks.ApiEndpoint;
import io.eksnet.eks.Cluster;
import io.eksnet.eks.ClusterChange;
import io.eksnet.eks.ControlPlane;
import io.eksnet.eks.NodeGroup;
import io.eksnet.eks.PodIdentityAssociation;
import io.eksnet.eks.Update;
import io.eksnet.elb.Listener;
import io.eksnet.elb.ListenerRule;
import io.eksnet.elb.LoadBalancer;
import io.eksnet.elb.Target;
import io.eksnet.elb.TargetGroup;
import io.eksnet.elb.TargetHealth;
import io.eksnet.elb.classic.ClassicLoadBalancer;
import io.eksnet.elb.classic.InstanceHealth;
import io.eksnet.iam.InstanceProfile;
import io.eksnet.iam.ManagedPolicy;
import io.eksnet.iam.OidcProvider;
import io.eksnet.iam.Role;
import io.eksnet.journal.Codec;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.NodeNetwork;
import io.eksnet.kube.PodSandbox;
import io.eksnet.kubernetes.documents.FactReader;
import io.eksnet.kubernetes.documents.ObjectParts;
import io.eksnet.table.Kind;
import io.eksnet.vpc.AddressPicking;
import io.eksnet.vpc.CidrRestrictions;
import io.eksnet.vpc.ClientToken;
import io.eksnet.vpc.CustomerGateway;
import io.eksnet.vpc.DhcpOptions;
import io.eksnet.vpc.DirectConnectAssociation;
import io.eksnet.vpc.DirectConnectGateway;
import io.eksnet.vpc.EgressOnlyInternetGateway;
import io.eksnet.vpc.ElasticIp;
import io.eksnet.vpc.Instance;
import io.eksnet.vpc.InternetGateway;
import io.eksnet.vpc.LaunchTemplate;
import io.eksnet.vpc.ManagedPrefixList;
import io.eksnet.vpc.NatGateway;
import io.eksnet.vpc.NetworkAcl;
import io.eksnet.vpc.NetworkInterface;
import io.eksnet.vpc.QuotaSetting;
import io.eksnet.vpc.RouteTable;
import io.eksnet.vpc.SecurityGroup;
import io.eksnet.vpc.SecurityGroupRule;
import io.eksnet.vpc.SecurityGroupVpcAssociation;
import io.eksnet.vpc.Subnet;
import io.eksnet.vpc.SubnetCidrReservation;
import io.eksnet.vpc.TransitGateway;
import io.eksnet.vpc.TransitGatewayAttachment;
import io.eksnet.vpc.TransitGatewayRouteTable;
import io.eksnet.vpc.TrunkAssociation;
import io.eksnet.vpc.VirtualInterface;
import io.eksnet.vpc.Volume;
import io.eksnet.vpc.Vpc;
import io.eksnet.vpc.VpcEndpoint;
import io.eksnet.vpc.VpcEndpointService;
import io.eksnet.vpc.VpcPeeringConnection;
import io.eksnet.vpc.VpnConnection;
import io.eksnet.vpc.VpnGateway;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Everything that a journal may hold. A kind that is not here cannot be read back. */
final class Facts {
  private Facts() {}

  /** The kinds of facts; Kubernetes' objects need not be named. */
  static List<Kind<?, ?>> kinds() {
    List<Kind<?, ?>> kinds =
        new ArrayList<>(
            List.of(
                Addon.KIND,
                AcmAccount.KIND,
                ClassicLoadBalancer.KIND,
                InstanceHealth.KIND,
                Certificate.KIND,
                AddressPicking.KIND,
                CidrRestrictions.KIND,
                ClientToken.KIND,
                Cluster.KIND,
                EgressOnlyInternetGateway.KIND,
                DhcpOptions.KIND,
                ElasticIp.KIND,
                Instance.KIND,
                InternetGateway.KIND,
                IpamdLog.KIND,
                IpamdState.KIND,
                LaunchTemplate.KIND,
                Listener.KIND,
                ListenerRule.KIND,
                LoadBalancer.KIND,
                LooseEni.KIND,
                ManagedPrefixList.KIND,
                NatGateway.KIND,
                NetworkAcl.KIND,
                NetworkInterface.KIND,
                NodeGroup.KIND,
                NodeNetwork.KIND,
                PodAddress.KIND,
                PodSandbox.KIND,
                QuotaSetting.KIND,
                Role.KIND,
                ManagedPolicy.KIND,
                InstanceProfile.KIND,
                OidcProvider.KIND,
                RouteTable.KIND,
                SecurityGroup.KIND,
                SecurityGroupRule.KIND,
                SecurityGroupVpcAssociation.KIND,
                Subnet.KIND,
                Target.KIND,
                TargetGroup.KIND,
                TargetHealth.KIND,
                TrunkAssociation.KIND,
                Update.KIND,
                AccessEntry.KIND,
                ApiEndpoint.KIND,
                ClusterChange.KIND,
                ControlPlane.KIND,
                PodIdentityAssociation.KIND,
                Volume.KIND,
                SubnetCidrReservation.KIND,
                Vpc.KIND,
                CustomerGateway.KIND,
                DirectConnectAssociation.KIND,
                DirectConnectGateway.KIND,
                TransitGateway.KIND,
                TransitGatewayAttachment.KIND,
                TransitGatewayRouteTable.KIND,
                VirtualInterface.KIND,
                VpcPeeringConnection.KIND,
                VpnConnection.KIND,
                VpnGateway.KIND,
                VpcEndpoint.KIND,
                VpcEndpointService.KIND));
    kinds.addAll(Cloud.kinds());
    return List.copyOf(kinds);
  }

  /** The codec, which parses what core reads of a document anew. */
  static Codec codec() {
    return new Codec(Facts::typed);
  }

  private static KubeObject typed(KubeObject stored) {
    ObjectNode document = (ObjectNode) ObjectParts.tree(stored.body());
    document.set("status", ObjectParts.tree(stored.status()));
    return new KubeObject(
        stored.resource(),
        stored.meta(),
        stored.body(),
        stored.status(),
        stored.managedFields(),
        FactReader.read(stored.resource(), stored.meta(), document));
  }
}
