package io.eksnet.policy;

import io.eksnet.kube.ObjectKey;
import java.util.List;

/** What the NetworkPolicies of one pod say about one connection in one direction. */
public sealed interface Verdict {

  /** The direction that was judged. */
  Direction direction();

  /** Whether the connection passes. */
  default boolean passes() {
    return switch (this) {
      case NotIsolated _, Exempt _, Allowed _ -> true;
      case Denied _ -> false;
    };
  }

  /** One line for people. */
  String text();

  /** No policy selects the pod for the direction, so everything passes. */
  record NotIsolated(Direction direction) implements Verdict {
    @Override
    public String text() {
      return "no NetworkPolicy isolates its " + direction;
    }
  }

  /** It passes whatever the policies say. */
  record Exempt(Direction direction, Exemption why) implements Verdict {
    @Override
    public String text() {
      return why.text();
    }
  }

  /**
   * Rules allow it.
   *
   * @param rules all that do, by policy name and place; at least one
   */
  record Allowed(Direction direction, List<RuleOrigin> rules) implements Verdict {
    public Allowed {
      rules = List.copyOf(rules);
    }

    /** The first of them. */
    public RuleOrigin rule() {
      return rules.getFirst();
    }

    @Override
    public String text() {
      return rule().toString();
    }
  }

  /**
   * Policies isolate the pod and no rule of theirs allows it.
   *
   * @param blockers the isolating policies by name, each with why nothing in it matched; at least
   *     one
   * @param fix the one change to one of them that would let it pass
   */
  record Denied(Direction direction, List<Blocker> blockers, PolicyFix fix) implements Verdict {
    public Denied {
      blockers = List.copyOf(blockers);
    }

    /** Every reason, one line each. */
    public List<String> reasons() {
      return blockers.stream().flatMap(blocker -> blocker.reasons().stream()).toList();
    }

    @Override
    public String text() {
      return String.join("; ", reasons());
    }
  }

  /** Why policies do not apply. */
  enum Exemption {
    /** The pod shares its node's network: no policy ever selects it. */
    HOST_NETWORK("the pod is on the host network, which NetworkPolicies never select"),
    /**
     * The other end is the node that the pod runs on; kubelet's probes must always come through.
     */
    OWN_NODE("the other end is the pod's own node"),
    /** The other end is the pod itself, by its own address. */
    ITSELF("the other end is the pod itself");

    private final String text;

    Exemption(String text) {
      this.text = text;
    }

    /** One line for people. */
    public String text() {
      return text;
    }
  }

  /**
   * A policy that isolates the pod and does not allow the connection.
   *
   * @param misses its rules of the direction, in order; none when it allows nothing at all
   */
  record Blocker(ObjectKey policy, Direction direction, List<Miss> misses) {
    public Blocker {
      misses = List.copyOf(misses);
    }

    /** Why nothing matched, one line per rule. */
    public List<String> reasons() {
      return misses.isEmpty()
          ? List.of(
              "NetworkPolicy " + policy + " isolates " + direction + " and has no rules for it")
          : misses.stream().map(Miss::text).toList();
    }
  }

  /**
   * A rule that does not match.
   *
   * @param peersMatch whether it means the other end
   * @param portsMatch whether it means the protocol and port; not both match
   * @param remarks what one may overlook: an except, another namespace, a port name that the
   *     destination does not have
   */
  record Miss(PolicyRule rule, boolean peersMatch, boolean portsMatch, List<String> remarks) {
    public Miss {
      remarks = List.copyOf(remarks);
    }

    /** {@code NetworkPolicy default/db-policy ingress[0] allows only app=backend}. */
    public String text() {
      RuleOrigin origin = rule.origin();
      StringBuilder text = new StringBuilder().append(origin).append(" allows only ");
      if (!portsMatch) {
        text.append(RuleText.ports(rule.rule().ports()));
      }
      if (!peersMatch) {
        String preposition = portsMatch ? "" : " " + origin.direction().peersField() + " ";
        text.append(preposition).append(RuleText.peers(rule.rule().peers()));
      }
      return remarks.isEmpty()
          ? text.toString()
          : text.append(" (").append(String.join("; ", remarks)).append(")").toString();
    }
  }
}
