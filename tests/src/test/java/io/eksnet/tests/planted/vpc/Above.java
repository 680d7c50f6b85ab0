package io.eksnet.tests.planted.vpc;

/** What {@code net} must not know. */
public record Above(int height) {}
