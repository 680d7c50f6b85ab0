package io.eksnet.vpc;

import io.eksnet.id.Refusal;

/**
 * One of several things asked for that was not done, while the others were.
 *
 * @param resource the id of what it was asked for
 */
public record Unsuccessful(String resource, Refusal why) {}
