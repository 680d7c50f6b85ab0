/**
 * What Kubernetes' own controllers and the kubelet do: Deployments make ReplicaSets, ReplicaSets
 * and DaemonSets make pods, the kubelet runs them, Services get their EndpointSlices, namespaces
 * and owners take what is theirs along.
 *
 * <p>One controller a file, each pure, each writing through {@link io.eksnet.kube.KubeWrite}. The
 * network of a pod is asked for by the fact {@link io.eksnet.kube.PodSandbox} and a node's is read
 * from {@link io.eksnet.kube.NodeNetwork}; this room does not know the CNI, the scheduler or AWS.
 * Containers are simulated: they start when the pod has its address and never fail. Start with
 * {@link io.eksnet.workloads.Workloads}, which lists them all, then {@link
 * io.eksnet.workloads.Deployments} and {@link io.eksnet.workloads.Kubelet}.
 */
package io.eksnet.workloads;
