package io.afterword.dev.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.afterword.dev.benchmarks.Result;
import io.afterword.dev.quickstart.loop.Administrator;
import io.afterword.dev.quickstart.loop.Visitor;
import io.afterword.dev.quickstart.suite.ServiceKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * All responses of a survey are exported, as NDJSON and as CSV, while 200 a second come in: nothing
 * is missing or there twice, the checksums are right, and the service grows by much less than what
 * it sends. Run by {@code dev/system-tests/long export}; the same with 5,000 is a test of
 * survey-service.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@EnabledIfSystemProperty(named = "export.rows", matches = "\\d+")
class ExportIT {
  private static final int ROWS = Integer.getInteger("export.rows", 200_000);
  private static final int A_SECOND = 200;

  /** What has come in lately is left to the next export. */
  private static final Duration SETTLED = Duration.ofSeconds(12);

  /** Of one page of rows, of garbage that is not worth collecting, and of the respondents. */
  private static final long MOST_GROWTH_KB = 64 * 1024;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String FILL =
      """
      insert into response (slot, id, intake_key, survey_id, survey_version, invitation_id, surface,
        locale, state, told_revision, completeness, answers, context, first_answered_at,
        answered_at, closes_at)
      select slot, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 600000 + n), 12, '0')
          || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), survey_id,
        survey_version, gen_random_uuid(), surface, locale, state, 1, completeness, answers,
        context, first_answered_at, answered_at, closes_at
      from response, generate_series(1, ?) n where survey_id = ?
      """;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What an export held, as its reader counted it. */
  private record Read(long rows, long bytes, String sha256, String cursor, double seconds) {}

  @Test
  void everything_arrives_while_200_a_second_come_in() throws Exception {
    try (World world = World.open("export", 100, Map.of())) {
      String key =
          Administrator.signIn(world.suite().frontUrl(), world.suite().secrets().adminPassword())
              .makeKey("export", List.of("links:write", "responses:read", "surveys:read"));
      URI front = world.suite().frontUrl();
      try (Respondents respondents =
          new Respondents(front, key, UUID.fromString(world.surveyId()), A_SECOND)) {
        respondents.one();
        fill(world, ROWS - 1);
        respondents.prepare();
        export(world, key, respondents);
        world.wentWell();
      }
    }
  }

  private void export(World world, String key, Respondents respondents) throws Exception {
    Set<String> ids = new HashSet<>();
    respondents.start();
    readNdjson(world, key, "", new HashSet<>()); // warms up the service
    long before = residentKb(world);
    Read ndjson = readNdjson(world, key, "", ids);
    Read csv = readCsv(world, key);
    long after = residentKb(world);
    respondents.stop();
    Thread.sleep(SETTLED.toMillis());
    Read rest = readNdjson(world, key, "&after=" + ndjson.cursor(), ids);

    Set<String> missing = stored(world);
    missing.removeAll(ids);
    assertThat(missing).as("stored and not exported").isEmpty();
    assertThat(ids.size()).isEqualTo(ROWS + respondents.taken());
    assertThat(csv.rows()).isGreaterThanOrEqualTo(ndjson.rows());
    assertThat(respondents.refused()).isZero();
    assertThat(respondents.perSecond()).isGreaterThan(A_SECOND * 0.95);
    assertThat(after - before).as("kB that the service grew by").isLessThan(MOST_GROWTH_KB);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("responsesBefore", ROWS);
    found.put("cameInMeanwhile", respondents.taken());
    found.put("aSecond", Math.round(respondents.perSecond()));
    found.put("slowestPostMs", respondents.slowestMillis());
    found.put("ndjson", facts(ndjson));
    found.put("csv", facts(csv));
    found.put("cameWithTheNextExport", rest.rows());
    found.put("heapOfTheServiceMb", 160);
    found.put("residentKbBefore", before);
    found.put("residentKbAfter", after);
    found.put("missing", ROWS + respondents.taken() - ids.size());
    found.put("postsRefused", respondents.refused());
    Result.tell("export", found, List.of("missing", "postsRefused"));
  }

  private static Map<String, Object> facts(Read read) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rows", read.rows());
    facts.put("bytes", read.bytes());
    facts.put("seconds", read.seconds());
    facts.put("sha256", read.sha256());
    return facts;
  }

  private static void fill(World world, int rows) throws SQLException {
    try (Connection connection =
            world.suite().postgres().connect(world.suite().database(ServiceKind.SURVEY));
        PreparedStatement statement = connection.prepareStatement(FILL)) {
      statement.setInt(1, rows);
      statement.setObject(2, UUID.fromString(world.surveyId()));
      assertThat(statement.executeUpdate()).isEqualTo(rows);
    }
  }

  private static Set<String> stored(World world) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (Connection connection =
            world.suite().postgres().connect(world.suite().database(ServiceKind.SURVEY));
        PreparedStatement statement =
            connection.prepareStatement("select id::text from response where survey_id = ?")) {
      statement.setObject(1, UUID.fromString(world.surveyId()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
    }
    return ids;
  }

  /** Adds the ids; fails when one is there already, or when the last line is not right. */
  private Read readNdjson(World world, String key, String more, Set<String> ids)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    MessageDigest digest = sha256();
    long rows = 0;
    long bytes = 0;
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                open(world, key, "/v1/responses/export.ndjson", more).body(),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!last.isEmpty()) {
          byte[] row = (last + "\n").getBytes(StandardCharsets.UTF_8);
          digest.update(row);
          bytes += row.length;
          rows++;
          assertThat(ids.add(id(last))).as("there once: " + last).isTrue();
        }
        last = line;
      }
    }
    JsonNode end = json(last);
    String found = HexFormat.of().formatHex(digest.digest());
    assertThat(end.path("end").asBoolean()).as(last).isTrue();
    assertThat(end.path("rows").asLong()).isEqualTo(rows);
    assertThat(end.path("sha256").asText()).isEqualTo(found);
    return new Read(rows, bytes, found, end.path("cursor").asText(), seconds(begin));
  }

  private static String id(String row) {
    int from = row.indexOf("\"id\":\"") + 6;
    return row.substring(from, from + 36);
  }

  private Read readCsv(World world, String key) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    MessageDigest digest = sha256();
    HttpResponse<InputStream> answer = open(world, key, "/v1/responses/export.csv", "");
    long bytes;
    try (InputStream body = new DigestInputStream(answer.body(), digest)) {
      bytes = body.transferTo(java.io.OutputStream.nullOutputStream());
    }
    double seconds = seconds(begin);
    String export = answer.headers().firstValue("Afterword-Export").orElseThrow();
    JsonNode manifest =
        Visitor.program(key)
            .get(world.suite().frontUrl().resolve("/v1/responses/exports/" + export + "/manifest"))
            .expectSuccess()
            .json();
    String found = HexFormat.of().formatHex(digest.digest());
    assertThat(manifest.path("sha256").asText()).isEqualTo(found);
    return new Read(
        manifest.path("rows").asLong(), bytes, found, manifest.path("cursor").asText(), seconds);
  }

  private HttpResponse<InputStream> open(World world, String key, String path, String more)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(
                    world.suite().frontUrl().resolve(path + "?survey=" + world.surveyId() + more))
                .header("Authorization", "Bearer " + key)
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  /** What the system has given to the one process of survey-service. */
  private static long residentKb(World world) {
    long pid = world.suite().service(ServiceKind.SURVEY).pid();
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long begin) {
    return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
