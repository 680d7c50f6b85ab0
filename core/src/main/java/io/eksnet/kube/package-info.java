/**
 * The Kubernetes objects that networking reads, typed, and the few ways in which eksnet's own
 * controllers write them back.
 *
 * <p>An object is stored as a {@link io.eksnet.kube.KubeObject}: metadata typed, the rest as JSON
 * text that core never looks into, and beside it the typed {@link io.eksnet.kube.KubeFact} that was
 * parsed from it once. Rules read facts through {@link io.eksnet.kube.Kube}. What a controller
 * wants written is a {@link io.eksnet.kube.KubeWrite}; the port {@link io.eksnet.kube.Documents},
 * which the {@code kubernetes} module implements, turns it into documents. There is no JSON parser
 * here and must not be one. Start with {@code KubeObject} and {@code Kube}.
 */
package io.eksnet.kube;
