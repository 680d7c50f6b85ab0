package io.eksnet.journal;

import io.eksnet.kube.Json;
import io.eksnet.kube.KubeObject;
import io.eksnet.kube.ResourceName;
import io.eksnet.table.Kind;
import io.eksnet.table.Table;
import io.eksnet.world.Delta;
import io.eksnet.world.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConfig;

/**
 * The durable log of one network, an SQLite file in WAL mode with synchronous=FULL: a group of
 * deltas is one transaction and one fsync. Everything can be looked at with {@code sqlite3}.
 *
 * <p>Table {@code log} has a row per changed fact; table {@code fact} is the snapshot that {@link
 * #compact} folds the log into. Not safe for several threads.
 */
public final class Journal implements AutoCloseable {
  /** The layout of the tables. */
  private static final String FORMAT = "1";

  private static final String KUBE_PREFIX = "kube/";

  private final Path file;
  private final Codec codec;
  private final Map<String, Kind<?, ?>> kinds;
  private final Connection connection;
  private long logRows;

  private Journal(Path file, Codec codec, Map<String, Kind<?, ?>> kinds, Connection connection) {
    this.file = file;
    this.codec = codec;
    this.kinds = kinds;
    this.connection = connection;
  }

  /**
   * Opens a journal, making it if it is not there.
   *
   * @param kinds the kinds of facts that may be in it; Kubernetes' objects need not be named
   * @throws JournalException if the file is damaged or from another format
   */
  public static Journal open(Path file, Codec codec, Collection<Kind<?, ?>> kinds) {
    Map<String, Kind<?, ?>> byName = new HashMap<>();
    kinds.forEach(kind -> byName.put(kind.name(), kind));
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    try {
      Connection connection = config.createConnection("jdbc:sqlite:" + file);
      Journal journal = new Journal(file, codec, byName, connection);
      try {
        journal.prepare();
      } catch (SQLException | JournalException wrong) {
        connection.close();
        throw wrong;
      }
      return journal;
    } catch (SQLException wrong) {
      throw damaged(file, wrong);
    }
  }

  private void prepare() throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.execute("create table if not exists meta(key text primary key, value text not null)");
      sql.execute(
          "create table if not exists log(id integer primary key, revision integer not null,"
              + " kind text not null, key text not null, value blob)");
      sql.execute(
          "create table if not exists fact(kind text not null, key text not null,"
              + " revision integer not null, value blob not null, primary key(kind, key))"
              + " without rowid");
      sql.execute("insert or ignore into meta values('format', '" + FORMAT + "')");
      sql.execute("insert or ignore into meta values('revision', '0')");
      String format = meta("format");
      if (!format.equals(FORMAT)) {
        throw new JournalException(
            file
                + " has format "
                + format
                + " and this eksnet reads format "
                + FORMAT
                + ": use the eksnet that wrote it, or start anew with `eksnet down --delete`");
      }
      try (ResultSet rows = sql.executeQuery("select count(*) from log")) {
        logRows = rows.getLong(1);
      }
    }
    connection.setAutoCommit(false);
  }

  /** The world as it was when the last group was written. */
  public World load() {
    try {
      long revision = Math.max(Long.parseLong(meta("revision")), 0);
      Map<String, Map<String, Stored>> stored = new LinkedHashMap<>();
      read("select kind, key, revision, value from fact", stored);
      read("select kind, key, revision, value from log order by id", stored);
      return World.restored(
          revision,
          stored.entrySet().stream()
              .<Table<?, ?>>map(entry -> table(kind(entry.getKey()), entry.getValue().values()))
              .toList());
    } catch (SQLException | JournalException wrong) {
      throw damaged(file, wrong);
    }
  }

  private record Stored(long revision, Json value) {}

  private void read(String query, Map<String, Map<String, Stored>> into) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      while (rows.next()) {
        Map<String, Stored> facts =
            into.computeIfAbsent(rows.getString(1), _ -> new LinkedHashMap<>());
        byte[] value = rows.getBytes(4);
        if (value == null) {
          facts.remove(rows.getString(2));
        } else {
          facts.put(rows.getString(2), new Stored(rows.getLong(3), Json.ofTrusted(value)));
        }
      }
    }
  }

  private <K extends Comparable<? super K>, V> Table<K, V> table(
      Kind<K, V> kind, Collection<Stored> facts) {
    Table<K, V> table = Table.empty(kind);
    for (Stored stored : facts) {
      table = table.with(codec.decode(kind, stored.value().bytes()), stored.revision());
    }
    return table;
  }

  private Kind<?, ?> kind(String name) {
    Kind<?, ?> known = kinds.get(name);
    if (known != null) {
      return known;
    }
    if (name.startsWith(KUBE_PREFIX)) {
      String resource = name.substring(KUBE_PREFIX.length());
      int dot = resource.indexOf('.');
      return KubeObject.kind(
          dot < 0
              ? ResourceName.core(resource)
              : new ResourceName(resource.substring(dot + 1), resource.substring(0, dot)));
    }
    throw new JournalException(
        "it holds facts of the kind '" + name + "', which this eksnet does not know");
  }

  /** Writes deltas, in order, as one group; they are on disk when it returns. */
  public void append(List<Delta> deltas) {
    if (deltas.isEmpty()) {
      return;
    }
    try {
      try (PreparedStatement log =
          connection.prepareStatement(
              "insert into log(revision, kind, key, value) values(?, ?, ?, ?)")) {
        for (Delta delta : deltas) {
          for (Delta.Row<?, ?> row : delta.rows()) {
            if (row.kind().durable()) {
              log(log, delta.revision(), row);
            }
          }
        }
        log.executeBatch();
      }
      setRevision(deltas.getLast().revision());
      connection.commit();
    } catch (SQLException wrong) {
      rollBack(wrong);
      throw new JournalException(
          "cannot write " + file + ": " + wrong.getMessage() + "; nothing was acknowledged", wrong);
    }
  }

  private <K extends Comparable<? super K>, V> void log(
      PreparedStatement log, long revision, Delta.Row<K, V> row) throws SQLException {
    log.setLong(1, revision);
    log.setString(2, row.kind().name());
    log.setString(3, row.key().toString());
    if (row.after().isPresent()) {
      log.setBytes(4, codec.encode(row.kind(), row.after().get()));
    } else {
      log.setNull(4, java.sql.Types.BLOB);
    }
    log.addBatch();
    logRows++;
  }

  /** How many rows {@link #compact} would fold. */
  public long logRows() {
    return logRows;
  }

  /** Folds the log into the snapshot, so that opening stays fast and the file small. */
  public void compact() {
    try (Statement sql = connection.createStatement()) {
      // The last row of each fact decides; its id is the largest.
      sql.execute(
          "insert or replace into fact select kind, key, revision, value from log where id in"
              + " (select max(id) from log group by kind, key) and value is not null");
      sql.execute(
          "delete from fact where (kind, key) in (select kind, key from log where id in"
              + " (select max(id) from log group by kind, key) and value is null)");
      sql.execute("delete from log");
      connection.commit();
      logRows = 0;
    } catch (SQLException wrong) {
      rollBack(wrong);
      throw new JournalException("cannot compact " + file + ": " + wrong.getMessage(), wrong);
    }
  }

  private String meta(String key) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("select value from meta where key = ?")) {
      sql.setString(1, key);
      try (ResultSet rows = sql.executeQuery()) {
        if (!rows.next()) {
          throw new JournalException("it has no " + key);
        }
        return rows.getString(1);
      }
    }
  }

  private void setRevision(long revision) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("update meta set value = ? where key = 'revision'")) {
      sql.setString(1, Long.toString(revision));
      sql.executeUpdate();
    }
  }

  private void rollBack(SQLException reason) {
    try {
      connection.rollback();
    } catch (SQLException alsoWrong) {
      reason.addSuppressed(alsoWrong);
    }
  }

  private static JournalException damaged(Path file, Exception reason) {
    return new JournalException(
        file
            + " cannot be read: "
            + reason.getMessage()
            + ". Nothing was changed. Put a good copy of the file there, or start anew with"
            + " `eksnet down --delete`",
        reason);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException wrong) {
      throw new JournalException("cannot close " + file + ": " + wrong.getMessage(), wrong);
    }
  }
}
