/**
 * Names of things: typed ids, accounts, Regions, zones, ARNs and tags; and {@link
 * io.eksnet.id.Decision}, what a rule answers to a command.
 *
 * <p>An id is a record around AWS's own text, so that a subnet can never be passed for a VPC. New
 * ids come from an {@link io.eksnet.id.IdSource}, which a caller hands in: nothing here draws
 * random numbers by itself. Depends on nothing but tables' {@code Change}. Start with {@code Id}
 * and {@code Decision}.
 */
package io.eksnet.id;
