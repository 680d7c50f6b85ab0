/**
 * The four ways in which clients change an object without sending it whole, as functions of the
 * object, the patch and the schema.
 *
 * <p>{@link io.eksnet.kubernetes.patch.JsonPatch} (RFC 6902), {@link
 * io.eksnet.kubernetes.patch.MergePatch} (RFC 7386), {@link
 * io.eksnet.kubernetes.patch.StrategicMerge} and {@link
 * io.eksnet.kubernetes.patch.ServerSideApply}; the last keeps who owns which field in {@link
 * io.eksnet.kubernetes.patch.ManagedFields}, which is stored apart from the object. Nothing given
 * is changed; results share what did not change. No HTTP, storage or clock in here.
 */
@NullMarked
package io.eksnet.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
