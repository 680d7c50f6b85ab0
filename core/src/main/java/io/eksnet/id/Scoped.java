package io.eksnet.id;

/**
 * Something that one account owns in one Region. Nobody else sees it, unless the thing itself says
 * so (a peering connection has two sides).
 */
public interface Scoped {
  /** Its owner's account and its Region. */
  Scope scope();
}
