/**
 * What happens to an object between decoding and storage: defaults, what Kubernetes' built-in
 * admission plugins add, and validation with every error at once.
 *
 * <p>Functions of the object (and, for an update, of the stored one); nothing is looked up,
 * allocated or stored: cluster IPs, node ports, names, uids and times are the server's. Start with
 * {@link io.eksnet.kubernetes.admission.Admission}.
 */
@NullMarked
package io.eksnet.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
