package io.eksnet.world;

import io.eksnet.kube.Kube;
import io.eksnet.table.Change;
import io.eksnet.table.Facts;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.vpc.Vpcs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * Every fact at one moment: AWS's and Kubernetes' under one revision. Immutable; tables that did
 * not change are shared between moments.
 */
public final class World implements Facts {
  /** The world before the first fact. */
  public static final World EMPTY = new World(0, HashTreePMap.empty());

  private final long revision;
  private final PMap<String, Table<?, ?>> tables;

  private World(long revision, PMap<String, Table<?, ?>> tables) {
    this.revision = revision;
    this.tables = tables;
  }

  /** The world of a journal: the tables as they were at a revision. */
  public static World restored(long revision, Collection<Table<?, ?>> tables) {
    PMap<String, Table<?, ?>> byName = HashTreePMap.empty();
    for (Table<?, ?> table : tables) {
      byName = byName.plus(table.kind().name(), table);
    }
    return new World(revision, byName);
  }

  /** Counts commits; Kubernetes' resourceVersions are revisions. */
  public long revision() {
    return revision;
  }

  @Override
  @SuppressWarnings("unchecked") // a table is stored under the name of its own kind
  public <K extends Comparable<? super K>, V> Table<K, V> table(Kind<K, V> kind) {
    Table<?, ?> table = tables.get(kind.name());
    return table == null ? Table.empty(kind) : (Table<K, V>) table;
  }

  /** All tables that hold or held a fact. */
  public Collection<Table<?, ?>> tables() {
    return tables.values();
  }

  /** The next moment: these facts after some changes, and what changed. */
  public Commit commit(List<? extends Change<?, ?>> changes) {
    World next = new World(revision + 1, tables);
    List<Delta.Row<?, ?>> rows = new ArrayList<>(changes.size());
    for (Change<?, ?> change : changes) {
      next = next.applied(change, rows);
    }
    return new Commit(next, new Delta(revision + 1, rows));
  }

  @Override
  public World with(List<? extends Change<?, ?>> changes) {
    return commit(changes).world();
  }

  /** The result of a commit. */
  public record Commit(World world, Delta delta) {}

  private <K extends Comparable<? super K>, V> World applied(
      Change<K, V> change, List<Delta.Row<?, ?>> rows) {
    Table<K, V> before = table(change.kind());
    K key = change.key();
    Table<K, V> after =
        switch (change) {
          case Change.Put<K, V>(Kind<K, V> _, V fact) -> before.with(fact, revision);
          case Change.Remove<K, V> _ -> before.without(key);
        };
    Delta.Row<K, V> row = new Delta.Row<>(change.kind(), key, before.get(key), after.get(key));
    if (row.before().equals(row.after())) {
      return this;
    }
    rows.add(row);
    return new World(revision, tables.plus(change.kind().name(), after));
  }

  /** EC2's facts. */
  public Vpcs vpcs() {
    return new Vpcs(this);
  }

  /** Kubernetes' facts. */
  public Kube kube() {
    return new Kube(this);
  }
}
