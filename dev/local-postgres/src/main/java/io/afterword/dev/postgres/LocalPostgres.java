package io.afterword.dev.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL for tests and the quickstart: one that this JVM starts ({@link #builder}), or one
 * that exists already ({@link #attach}). {@link #close} stops only what was started here.
 *
 * <p>Nothing outlives its use for long: a server whose JVM was killed is found by its pid file and
 * stopped by the next start in the same directory.
 */
public final class LocalPostgres implements AutoCloseable {
  private static final String MAINTENANCE_DATABASE = "postgres";

  private final ServerAddress address;
  private final @Nullable Server server;
  private final @Nullable DirectoryLock lock;

  private LocalPostgres(
      ServerAddress address, @Nullable Server server, @Nullable DirectoryLock lock) {
    this.address = address;
    this.server = server;
    this.lock = lock;
  }

  /** A server whose data, log and lock live in {@code directory}, which is made when missing. */
  public static Builder builder(Path directory) {
    return new Builder(directory.toAbsolutePath().normalize());
  }

  /**
   * An existing server, checked to answer.
   *
   * @param url {@code postgresql://user:password@host:port} or its JDBC form
   */
  public static LocalPostgres attach(String url) {
    ServerAddress address = ServerAddress.parse(url);
    LocalPostgres attached = new LocalPostgres(address, null, null);
    try (Connection connection = attached.connect(MAINTENANCE_DATABASE)) {
      connection.setReadOnly(true); // a first word, so that a connection that only seems one fails
      return attached;
    } catch (SQLException e) {
      throw new LocalPostgresException(
          "No PostgreSQL answers at %s:%d: %s"
              .formatted(address.host(), address.port(), e.getMessage()),
          e);
    }
  }

  public String host() {
    return address.host();
  }

  public int port() {
    return address.port();
  }

  public String username() {
    return address.username();
  }

  /** Empty where the server trusts whoever connects. */
  public String password() {
    return address.password();
  }

  /** The server's address with its user, as {@code psql} takes it and {@link #attach} reads it. */
  public String url() {
    return address.url();
  }

  public String jdbcUrl(String database) {
    return address.jdbcUrl(database);
  }

  /** The address as Vert.x' client reads it. */
  public String reactiveUrl(String database) {
    return address.reactiveUrl(database);
  }

  /** A connection of its own, not pooled; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", username());
    properties.setProperty("password", password());
    Connection connection = driver().connect(jdbcUrl(database), properties);
    if (connection == null) {
      throw new IllegalStateException("not a PostgreSQL address: " + jdbcUrl(database));
    }
    return connection;
  }

  /** The first column of the first row, for a look from outside: a connection for each. */
  public long number(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new IllegalStateException("nothing found by " + sql);
      }
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Statements from outside, such as those of a fault or a script: a connection for each call. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Makes the database unless it exists; two callers at once are fine. */
  public void createDatabase(String database) {
    try (Connection connection = connect(MAINTENANCE_DATABASE)) {
      Databases.create(connection, database);
    } catch (SQLException e) {
      throw new LocalPostgresException(
          "The database %s could not be made: %s".formatted(database, e.getMessage()), e);
    }
  }

  /** Removes the database and whoever is connected to it; it may be missing. */
  public void dropDatabase(String database) {
    try (Connection connection = connect(MAINTENANCE_DATABASE)) {
      Databases.drop(connection, database);
    } catch (SQLException e) {
      throw new LocalPostgresException(
          "The database %s could not be removed: %s".formatted(database, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      if (server != null) {
        server.stop();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new LocalPostgresException("PostgreSQL's directory could not be released.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Not by DriverManager: it shows a driver only to the class loader that registered it. */
  private static Driver driver() {
    return ServiceLoader.load(Driver.class, LocalPostgres.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .filter(driver -> driver.getClass().getName().startsWith("org.postgresql."))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("PostgreSQL's driver is not on the class path"));
  }

  /** How to start a server; every setting has a default that suits tests. */
  public static final class Builder {
    /** A run that was just told to stop may still hold its directory for a moment. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(1);

    private final Path directory;
    private final Map<String, String> settings = new TreeMap<>();
    private Path binaries;
    private SearchPath searchPath = SearchPath.ofEnvironment();
    private boolean durable;
    private boolean fresh;
    private int port;
    private @Nullable LocalPostgres primary;

    private Builder(Path directory) {
      this.directory = directory;
      this.binaries = PostgresBinaries.sharedFolder(directory);
      setting("timezone", "UTC");
      setting("log_timezone", "UTC");
    }

    /** Whether a commit must survive a power cut. Default: no, which is much faster. */
    public Builder durable(boolean durable) {
      this.durable = durable;
      return this;
    }

    /** Whether to begin with no data, whatever is there. Default: no. */
    public Builder fresh(boolean fresh) {
      this.fresh = fresh;
      return this;
    }

    /** The TCP port; 0, the default, takes any free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Where the programs are unpacked, shared by all servers of a checkout. */
    public Builder binaries(Path folder) {
      this.binaries = folder.toAbsolutePath().normalize();
      return this;
    }

    /** One of PostgreSQL's own settings, as in {@code postgresql.conf}. */
    public Builder setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /**
     * Begins with a copy of that server's data and follows it: whoever connects can read only. Both
     * are on this machine, and one account reads the other's files.
     */
    public Builder standbyOf(LocalPostgres server) {
      this.primary = server;
      return fresh(true)
          .setting(
              "primary_conninfo",
              "host=%s port=%d user=%s".formatted(server.host(), server.port(), server.username()));
    }

    /** Where {@code unshare} and {@code setpriv} are looked for; by default the variable PATH. */
    Builder searchPath(String searchPath) {
      this.searchPath = new SearchPath(searchPath);
      return this;
    }

    /** Starts the server and waits until it takes connections. */
    public LocalPostgres start() {
      DirectoryLock lock = DirectoryLock.await(directory, LOCK_PATIENCE);
      try {
        Server server = startLocked();
        return new LocalPostgres(ServerAddress.trusted(server.port()), server, lock);
      } catch (IOException e) {
        release(lock, e);
        throw new LocalPostgresException(
            "PostgreSQL could not be started in %s: %s".formatted(directory, e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        release(lock, e);
        throw new LocalPostgresException("Interrupted while starting PostgreSQL.", e);
      } catch (RuntimeException e) {
        release(lock, e);
        throw e;
      }
    }

    /** Stops what a killed run left in the directory, and removes its data. */
    public void erase() {
      DirectoryLock lock = DirectoryLock.await(directory, LOCK_PATIENCE);
      try {
        Cluster cluster = new Cluster(directory);
        cluster.stopLeftover();
        cluster.delete();
        lock.close();
      } catch (IOException e) {
        release(lock, e);
        throw new LocalPostgresException(
            "PostgreSQL's data in %s could not be removed: %s".formatted(directory, e), e);
      }
    }

    private Server startLocked() throws IOException, InterruptedException {
      Cluster cluster = new Cluster(directory);
      cluster.stopLeftover();
      if (fresh) {
        cluster.delete();
      }
      if (primary != null) {
        cluster.copyOf(primary);
      }
      PostgresBinaries programs = PostgresBinaries.unpackedUnder(binaries);
      Account account = Account.choose(programs, directory, searchPath);
      cluster.initialise(programs, account, durable);
      Path log = directory.resolve("postgres.log");
      return Server.start(programs, account, cluster, log, port, allSettings());
    }

    private Map<String, String> allSettings() {
      Map<String, String> all = new TreeMap<>(settings);
      for (String guard : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
        all.put(guard, durable ? "on" : "off");
      }
      return all;
    }

    private static void release(DirectoryLock lock, Exception failure) {
      try {
        lock.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }
}
