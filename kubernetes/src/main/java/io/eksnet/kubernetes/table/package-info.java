/**
 * What {@code kubectl get} prints: {@code meta.k8s.io/v1 Table}, with the columns and the cell
 * texts of Kubernetes' own printers.
 *
 * <p>A function of objects as JSON and the time of the answer; nothing is looked up. Start with
 * {@link io.eksnet.kubernetes.table.Tables}, whose rows name the columns of each kind.
 */
@NullMarked
package io.eksnet.kubernetes.table;

import org.jspecify.annotations.NullMarked;
