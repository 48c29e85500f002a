package io.afterword.dev.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LocalPostgresTest {
  private static final int SELF = (int) new UnixSystem().getUid();
  private static final boolean ROOT = SELF == 0;
  private static final int NOBODY = 65534;

  @TempDir Path folder;

  @Test
  void starts_in_a_path_with_spaces_and_takes_connections() throws Exception {
    try (LocalPostgres postgres = server("a path with spaces").start()) {
      assertThat(ask(postgres, "show server_version_num")).startsWith("18");
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void a_test_server_is_fast_and_a_durable_one_is_safe() throws Exception {
    try (LocalPostgres fast = server("fast").start();
        LocalPostgres safe = server("safe").durable(true).start()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(ask(fast, "show " + setting)).isEqualTo("off");
        assertThat(ask(safe, "show " + setting)).isEqualTo("on");
      }
    }
  }

  @Test
  void data_is_kept_between_starts_unless_a_fresh_start_is_wanted() throws Exception {
    try (LocalPostgres first = server("kept").durable(true).start()) {
      first.createDatabase("survey");
    }
    try (LocalPostgres second = server("kept").durable(true).start()) {
      assertThat(ask(second, databases("survey"))).isEqualTo("1");
    }
    try (LocalPostgres third = server("kept").durable(true).fresh(true).start()) {
      assertThat(ask(third, databases("survey"))).isEqualTo("0");
    }
  }

  @Test
  void a_database_is_made_once_however_often_it_is_asked_for_and_can_be_dropped() throws Exception {
    try (LocalPostgres postgres = server("databases").start()) {
      Stream.generate(
              () -> CompletableFuture.runAsync(() -> postgres.createDatabase("odd \"name\"")))
          .limit(4)
          .toList()
          .forEach(CompletableFuture::join);
      assertThat(ask(postgres, databases("odd \"name\""))).isEqualTo("1");

      postgres.dropDatabase("odd \"name\"");
      postgres.dropDatabase("odd \"name\"");
      assertThat(ask(postgres, databases("odd \"name\""))).isEqualTo("0");
    }
  }

  @Test
  void what_a_killed_jvm_left_behind_is_stopped_by_the_next_start() throws Exception {
    Path directory = folder.resolve("left behind");
    Process jvm = startInOtherJvm(directory);
    String leftover = jvm.inputReader().readLine();
    jvm.destroyForcibly().waitFor();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(leftover)).orElseThrow();
    assertThat(postmaster.isAlive()).isTrue();

    try (LocalPostgres next = LocalPostgres.builder(directory).start()) {
      assertThat(postmaster.isAlive()).isFalse();
      assertThat(ask(next, databases("made_by_the_killed_one"))).isEqualTo("1");
    }
  }

  @Test
  void a_pid_file_that_names_somebody_elses_process_harms_nobody() throws Exception {
    Path directory = folder.resolve("reused number");
    LocalPostgres.builder(directory).start().close();
    Process bystander = new ProcessBuilder("sleep", "300").start();
    try {
      Files.write(
          directory.resolve("data/postmaster.pid"),
          List.of(
              Long.toString(bystander.pid()), directory.resolve("data").toString(), "1", "5432"));

      LocalPostgres.builder(directory).start().close();

      assertThat(bystander.isAlive()).isTrue();
    } finally {
      bystander.destroyForcibly();
    }
  }

  @Test
  void a_directory_in_use_is_refused_and_its_server_left_alone() throws Exception {
    try (LocalPostgres first = server("shared").start()) {
      assertThatThrownBy(() -> server("shared").start())
          .isInstanceOf(LocalPostgresException.class)
          .hasMessageContaining("Another process has held");
      assertThat(ask(first, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_taken_port_is_one_clear_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> server("taken").port(taken.getLocalPort()).start())
          .hasMessage(
              "PostgreSQL cannot listen on port %d: another program has it.", taken.getLocalPort());
    }
  }

  @Test
  void a_setting_that_postgres_refuses_is_reported_with_its_log() {
    assertThatThrownBy(() -> server("refused").setting("shared_buffers", "none").start())
        .hasMessageContaining("postgres.log says")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\"");
  }

  @Test
  void an_existing_server_is_used_and_not_stopped() throws Exception {
    try (LocalPostgres postgres = server("existing").start()) {
      LocalPostgres attached = LocalPostgres.attach(postgres.reactiveUrl("postgres"));
      attached.createDatabase("through_the_attached");
      attached.close();
      assertThat(ask(postgres, databases("through_the_attached"))).isEqualTo("1");
    }
  }

  @Test
  void a_server_that_does_not_answer_is_one_clear_sentence() {
    assertThatThrownBy(() -> LocalPostgres.attach("postgresql://127.0.0.1:1"))
        .isInstanceOf(LocalPostgresException.class)
        .hasMessageStartingWith("No PostgreSQL answers at 127.0.0.1:1: ");
  }

  @Test
  void where_user_namespaces_are_refused_root_becomes_nobody_and_others_stay_themselves()
      throws Exception {
    Path refusing =
        program("unshare", "touch \"$0.asked\"; echo 'Operation not permitted' >&2; exit 1");
    Path hidden = Files.createDirectory(folder.resolve("closed to others"));
    Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwx------"));

    try (LocalPostgres postgres =
        LocalPostgres.builder(hidden.resolve("pg"))
            .searchPath(refusing + File.pathSeparator + System.getenv("PATH"))
            .start()) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
      assertThat(FileTree.owner(hidden.resolve("pg/data"))).isEqualTo(ROOT ? NOBODY : SELF);
      assertThat(Files.exists(refusing.resolve("unshare.asked"))).isEqualTo(ROOT);
    }
    // The next run may be allowed to use a namespace again.
    try (LocalPostgres again = LocalPostgres.builder(hidden.resolve("pg")).start()) {
      assertThat(ask(again, "select 1")).isEqualTo("1");
      assertThat(FileTree.owner(hidden.resolve("pg/data"))).isIn(SELF, NOBODY);
    }
  }

  @Test
  void without_any_way_out_root_is_told_what_was_tried_and_others_need_none() throws Exception {
    Path refusing = program("unshare", "echo no; exit 1");
    program("setpriv", "echo neither; exit 1");
    LocalPostgres.Builder stuck = server("stuck").searchPath(refusing.toString());
    if (ROOT) {
      assertThatThrownBy(stuck::start)
          .hasMessageStartingWith("PostgreSQL does not run as root")
          .hasMessageContaining("unshare -U: no")
          .hasMessageContaining("--clear-groups: neither");
    } else {
      try (LocalPostgres postgres = stuck.start()) {
        assertThat(ask(postgres, "select 1")).isEqualTo("1");
        assertThat(FileTree.owner(folder.resolve("stuck/data"))).isEqualTo(SELF);
      }
    }
  }

  private LocalPostgres.Builder server(String name) {
    return LocalPostgres.builder(folder.resolve(name)).binaries(Path.of("target", "binaries"));
  }

  private Path program(String name, String body) throws Exception {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return programs;
  }

  private static String databases(String name) {
    return "select count(*) from pg_database where datname = '" + name + "'";
  }

  private static String ask(LocalPostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static Process startInOtherJvm(Path directory) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServerThatIsKilled.class.getName(),
            directory.toString());
    builder.environment().putAll(Map.of("LC_ALL", "C"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** A JVM that starts a server, tells its process number, and waits to be killed. */
  static final class ServerThatIsKilled {
    private ServerThatIsKilled() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      LocalPostgres postgres = LocalPostgres.builder(directory).start();
      postgres.createDatabase("made_by_the_killed_one");
      System.out.println(
          Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0).strip());
      new CompletableFuture<Void>().join();
    }
  }
}
