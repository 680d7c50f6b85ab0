/**
 * What the API server answers when it does not answer with an object: {@code metav1.Status}.
 *
 * <p>Each refusal has Kubernetes' own code, reason and text, because clients branch on them. Start
 * with {@link io.eksnet.kubernetes.status.Status}; {@link io.eksnet.kubernetes.status.FieldError}
 * is one line of an {@code Invalid}.
 */
@NullMarked
package io.eksnet.kubernetes.status;

import org.jspecify.annotations.NullMarked;
