/**
 * The network that one world adds up to: which interface a pod's packets use, what its subnet's
 * table, filters and gateways are, what the nodes translate, whether policies are enforced.
 *
 * <p>A pure function of a world, asked point by point through indexes; nothing is computed that is
 * not asked for. It answers about one place at a time; walking from place to place is {@code
 * reach}'s.
 *
 * <p>Start with {@link io.eksnet.fabric.Fabric}.
 */
package io.eksnet.fabric;
