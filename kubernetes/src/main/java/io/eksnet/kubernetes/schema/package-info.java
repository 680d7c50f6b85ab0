/**
 * What Kubernetes objects are made of: the types with their fields, and the resources that are
 * served.
 *
 * <p>The types come from a resource that the build writes from the official Java client's model
 * classes; the rules for patching and merging from {@code patch-strategies.csv}. Nothing here knows
 * HTTP, storage or a clock, and nothing changes what it was given. Adding a kind starts with a row
 * in {@link io.eksnet.kubernetes.schema.Resources}.
 *
 * <p>Start with {@link io.eksnet.kubernetes.schema.Schema}, then {@link
 * io.eksnet.kubernetes.schema.Decoder} for the way in and {@link
 * io.eksnet.kubernetes.schema.OpenApi} for what clients are told.
 */
@NullMarked
package io.eksnet.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
