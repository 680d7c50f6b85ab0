package io.eksnet.tests.planted.net;

import io.eksnet.tests.planted.vpc.Above;

/** Breaks the table of arrows on purpose: {@code net} may depend on nothing. */
public record Upward(Above above) {}
