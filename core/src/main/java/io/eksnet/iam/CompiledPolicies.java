package io.eksnet.iam;

import io.eksnet.iam.Statement.Effect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Some policies of one kind, made ready to judge many requests: actions are found by their name or
 * their service, wildcards and conditions are parsed once.
 *
 * <p>It judges what a role's own policies, a boundary or a session's policies say; how these go
 * together is {@link Access}.
 */
public final class CompiledPolicies {

  /** What the policies make of a request. */
  public enum Verdict {
    /** No statement speaks of it. */
    SILENT,
    ALLOWED,
    /** A statement denies it, whatever others allow. */
    DENIED
  }

  /** A statement with what it needs to be asked. */
  private record Ready(
      Effect effect,
      boolean exceptResources,
      List<ResourcePattern> resources,
      List<ConditionTest> conditions) {}

  /** A wildcard of one service's actions, in lower case, and the statement that it is in. */
  private record Wild(Glob action, int statement) {}

  private final List<Ready> statements = new ArrayList<>();
  private final Map<String, BitSet> named = new HashMap<>();
  private final Map<String, List<Wild>> wildByService = new HashMap<>();

  /** Wildcards that reach over services: {@code *}. */
  private final List<Wild> wildEverywhere = new ArrayList<>();

  /** NotAction: statement to the actions that it leaves out. */
  private final Map<Integer, List<Glob>> allBut = new HashMap<>();

  private CompiledPolicies() {}

  /** Compiles policies. */
  public static CompiledPolicies of(List<PolicyDocument> documents) {
    CompiledPolicies compiled = new CompiledPolicies();
    for (PolicyDocument document : documents) {
      for (Statement statement : document.statements()) {
        compiled.add(statement, document.hasVariables());
      }
    }
    return compiled;
  }

  private void add(Statement statement, boolean variables) {
    int index = statements.size();
    Statement.Names resources =
        statement.resources().orElse(new Statement.Names(false, List.of("*")));
    statements.add(
        new Ready(
            statement.effect(),
            resources.except(),
            resources.patterns().stream().map(it -> ResourcePattern.of(it, variables)).toList(),
            statement.conditions().stream().map(it -> ConditionTest.of(it, variables)).toList()));
    List<Glob> actions = statement.actions().patterns().stream().map(Glob::lower).toList();
    if (statement.actions().except()) {
      allBut.put(index, actions);
      return;
    }
    for (Glob action : actions) {
      if (action.literal()) {
        named.computeIfAbsent(action.text(), _ -> new BitSet()).set(index);
      } else {
        service(action.toString())
            .map(service -> wildByService.computeIfAbsent(service, _ -> new ArrayList<>()))
            .orElse(wildEverywhere)
            .add(new Wild(action, index));
      }
    }
  }

  /** The service that a pattern names without a wildcard. */
  private static Optional<String> service(String action) {
    int colon = action.indexOf(':');
    String service = colon < 0 ? "*" : action.substring(0, colon);
    return service.indexOf('*') >= 0 || service.indexOf('?') >= 0
        ? Optional.empty()
        : Optional.of(service);
  }

  /** What these policies make of a request. */
  public Verdict judge(AccessRequest request) {
    String action = request.action().toLowerCase(Locale.ROOT);
    BitSet speaking = speaking(action);
    List<String> arn = ResourcePattern.split(request.resource());
    Verdict verdict = Verdict.SILENT;
    for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
      Ready statement = statements.get(i);
      boolean undecided = statement.effect() == Effect.DENY || verdict == Verdict.SILENT;
      if (undecided && applies(statement, arn, request)) {
        if (statement.effect() == Effect.DENY) {
          return Verdict.DENIED;
        }
        verdict = Verdict.ALLOWED;
      }
    }
    return verdict;
  }

  /** The statements that are about an action. */
  private BitSet speaking(String action) {
    BitSet found = new BitSet(statements.size());
    BitSet exact = named.get(action);
    if (exact != null) {
      found.or(exact);
    }
    int colon = action.indexOf(':');
    String service = colon < 0 ? action : action.substring(0, colon);
    mark(found, wildByService.getOrDefault(service, List.of()), action);
    mark(found, wildEverywhere, action);
    allBut.forEach(
        (index, others) -> {
          if (others.stream().noneMatch(it -> it.matches(action))) {
            found.set(index);
          }
        });
    return found;
  }

  private static void mark(BitSet found, List<Wild> wilds, String action) {
    for (Wild wild : wilds) {
      if (!found.get(wild.statement()) && wild.action().matches(action)) {
        found.set(wild.statement());
      }
    }
  }

  private static boolean applies(Ready statement, List<String> arn, AccessRequest request) {
    boolean named = false;
    for (ResourcePattern pattern : statement.resources()) {
      if (pattern.matches(arn, request.resource(), request.context())) {
        named = true;
        break;
      }
    }
    if (named == statement.exceptResources()) {
      return false;
    }
    for (ConditionTest condition : statement.conditions()) {
      if (!condition.holds(request.context())) {
        return false;
      }
    }
    return true;
  }
}
