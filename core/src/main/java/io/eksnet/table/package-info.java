/**
 * Persistent, ordered tables of facts with the indexes that their {@code Kind} declares.
 *
 * <p>A {@link io.eksnet.table.Kind} says what a fact is called, what its key is and by what else it
 * is looked up. A {@link io.eksnet.table.Table} holds all facts of one kind at one moment; adding
 * one gives a new table that shares almost everything with the old. {@link io.eksnet.table.Facts}
 * is what rules read: any source of tables, be it the whole world or a draft of it.
 *
 * <p>Nothing here knows AWS, Kubernetes, time or durability, and this package depends on no other.
 * Start with {@code Kind}, then {@code Table}.
 */
package io.eksnet.table;
