/**
 * The Amazon VPC CNI: how ipamd keeps each node's pool of addresses and gives them to pods.
 *
 * <p>{@link io.eksnet.cni.Settings} are what a node's aws-node container is told; {@link
 * io.eksnet.cni.Pool} is one node's data store at one moment; {@link io.eksnet.cni.Need} is what
 * the vendor's algorithm wants done about it. Two controllers act on that, as two threads do in
 * ipamd: {@link io.eksnet.cni.PoolManager} sizes the pool by EC2's own commands, and {@link
 * io.eksnet.cni.NetworkServer} answers the kubelet's ADD and DEL. What they must remember are facts
 * ({@link io.eksnet.cni.PodAddress}, {@link io.eksnet.cni.IpamdState}, {@link
 * io.eksnet.cni.LooseEni}).
 *
 * <p>Served so far: IPv4 in secondary-IP mode. What else a user asks for is reported by {@link
 * io.eksnet.cni.SettingFinding}, never silently taken. Nothing here knows Kubernetes documents, the
 * wire of AWS, a clock or a thread. Source of the rules: aws/amazon-vpc-cni-k8s v1.23. Start with
 * {@code Pool} and {@code Need}.
 */
package io.eksnet.cni;
