package io.eksnet.kubernetes.patch;

import java.time.Instant;

/**
 * Who writes, as managedFields record it.
 *
 * @param manager the {@code fieldManager} parameter, or the user agent up to its first slash
 * @param apiVersion in which version the fields are named
 * @param subresource empty for the object itself
 * @param at to the second
 */
public record Writer(String manager, String apiVersion, String subresource, Instant at) {}
