package io.eksnet.kubernetes.admission;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of the admission table: what one kind asks of its objects, beyond metadata.
 *
 * @param naming which names its objects may have
 * @param fill its defaults, put into the object
 * @param check its validation
 * @param update what may not change; runs beside {@code check}
 * @param checkOnUpdate false when {@code update} validates the new object itself
 * @param hasStatus whether status is written apart, through its subresource
 * @param hasGeneration whether generation counts changes of the spec
 */
record KindRules(
    Metadata.Naming naming,
    Filling fill,
    Checking check,
    Comparing update,
    boolean checkOnUpdate,
    boolean hasStatus,
    boolean hasGeneration) {

  /** Puts defaults into an object. */
  interface Filling {
    void into(ObjectNode object);
  }

  /** Finds what is wrong with an object. */
  interface Checking {
    void check(JsonNode object, Problems problems);
  }

  /** Finds what is wrong with a change. */
  interface Comparing {
    void compare(JsonNode stored, JsonNode object, Problems problems);
  }

  private static final Filling NOTHING = _ -> {};
  private static final Checking ANYTHING = (_, _) -> {};
  private static final Comparing ANY_CHANGE = (_, _, _) -> {};

  /** A kind without rules of its own. */
  static KindRules named(Metadata.Naming naming) {
    return new KindRules(naming, NOTHING, ANYTHING, ANY_CHANGE, true, false, false);
  }

  KindRules filled(Filling filling) {
    return new KindRules(naming, filling, check, update, checkOnUpdate, hasStatus, hasGeneration);
  }

  KindRules checked(Checking checking) {
    return new KindRules(naming, fill, checking, update, checkOnUpdate, hasStatus, hasGeneration);
  }

  KindRules compared(Comparing comparing) {
    return new KindRules(naming, fill, check, comparing, checkOnUpdate, hasStatus, hasGeneration);
  }

  KindRules comparedOnly(Comparing comparing) {
    return new KindRules(naming, fill, check, comparing, false, hasStatus, hasGeneration);
  }

  KindRules withStatus() {
    return new KindRules(naming, fill, check, update, checkOnUpdate, true, hasGeneration);
  }

  KindRules withGeneration() {
    return new KindRules(naming, fill, check, update, checkOnUpdate, hasStatus, true);
  }
}
