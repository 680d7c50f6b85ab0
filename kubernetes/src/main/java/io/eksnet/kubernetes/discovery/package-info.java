/**
 * What clients are told before they ask for objects: groups, versions, resources, the server's
 * version.
 *
 * <p>Made from the rows of {@link io.eksnet.kubernetes.schema.Resources}; a new kind needs nothing
 * here. Start with {@link io.eksnet.kubernetes.discovery.Discovery}. Source of the forms:
 * kubernetes/api apidiscovery/v2, apimachinery meta/v1; facts/kube-api 2.2.
 */
package io.eksnet.kubernetes.discovery;
