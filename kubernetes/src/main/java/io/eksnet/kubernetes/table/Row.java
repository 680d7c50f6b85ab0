package io.eksnet.kubernetes.table;

/** What the first and the last column of most kinds need. */
interface Row {
  /** {@code metadata.name}. */
  String name();

  /** Time since {@code metadata.creationTimestamp}. */
  String age();
}
