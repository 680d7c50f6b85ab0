package io.eksnet.policy;

import io.eksnet.kube.NetworkPolicy;

/** A rule and where it stands. */
public record PolicyRule(RuleOrigin origin, NetworkPolicy.Rule rule) {}
