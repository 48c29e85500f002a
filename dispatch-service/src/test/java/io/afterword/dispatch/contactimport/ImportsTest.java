package io.afterword.dispatch.contactimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.afterword.platform.fileimport.ImportRunner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class ImportsTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final String IMPORTS = "/v1/contacts/imports";

  @Inject Dispatch dispatch;
  @Inject ImportRunner runner;
  @Inject ImportWork work;
  private final String domain = UUID.randomUUID() + ".example.com";

  private static String create(byte[] file, String query) {
    return Dispatch.asKey()
        .contentType("text/csv")
        .body(file)
        .post(IMPORTS + "?name=customers.csv" + query)
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private String create(String file) {
    return create(file.getBytes(StandardCharsets.UTF_8), "");
  }

  private static ValidatableResponse show(String id) {
    return Dispatch.asKey().get(IMPORTS + "/" + id).then().statusCode(200);
  }

  private ValidatableResponse await(String id, String state) {
    dispatch.await(
        "import " + state,
        Duration.ofSeconds(60),
        () -> show(id).extract().path("state").equals(state));
    return show(id);
  }

  private static void post(String path, String json, int status) {
    Dispatch.asKey()
        .contentType("application/json")
        .body(json)
        .post(IMPORTS + "/" + path)
        .then()
        .statusCode(status);
  }

  private ValidatableResponse confirm(String id) {
    Dispatch.asKey().post(IMPORTS + "/" + id + "/confirm").then().statusCode(202);
    return await(id, "DONE");
  }

  private long contacts() {
    return dispatch.count("select count(*) from contact where address like '%' || $1", domain);
  }

  @Test
  void a_file_is_looked_at_first_and_taken_when_somebody_says_so() {
    String id =
        create(
            "\uFEFFE-mail;Name;Plan;Zone\r\na@%1$s;\"Lovelace; Ada\nCountess\";gold;Europe/London\r\nA@%1$s;Ada;;\r\nb@%1$s;;silver;Mars/Base\r\nnobody;x;;\r\n"
                .formatted(domain));
    await(id, "READY")
        .body(
            "separator", equalTo(";"),
            "rows", equalTo(4),
            "faulty", equalTo(2),
            "people", equalTo(1),
            "repeated", equalTo(1),
            "known", equalTo(0),
            "columns.to", equalTo(List.of("email", "name", "", "timeZone")),
            "samples[0][1]", equalTo("Lovelace; Ada\nCountess"));
    assertThat(contacts()).isZero();
    Dispatch.asKey()
        .get(IMPORTS + "/" + id + "/faults")
        .then()
        .body(
            "items.line", equalTo(List.of(5, 6)),
            "items.code", equalTo(List.of("UNKNOWN_TIME_ZONE", "NOT_AN_EMAIL_ADDRESS")));
    confirm(id).body("created", equalTo(1), "done", equalTo(4), "samples", nullValue());
    assertThat(dispatch.text("select name from contact where address = $1", "a@" + domain))
        .isEqualTo("Ada");
    assertThat(dispatch.text("select time_zone from contact where address = $1", "a@" + domain))
        .isEqualTo("Europe/London");
    assertThat(
            dispatch.count(
                "select count(*) from contact_import_part where import_id = $1",
                UUID.fromString(id)))
        .isZero();
  }

  @Test
  void a_hundred_thousand_rows_with_one_address_in_different_case_are_one_contact() {
    StringBuilder file = new StringBuilder("email,name\n");
    for (int i = 0; i < 100_000; i++) {
      String local =
          Integer.toBinaryString(65_536 + i % 65_536)
              .substring(1)
              .replace('0', 'a')
              .replace('1', 'A');
      file.append(local).append("@x.no,").append(i).append('\n');
    }
    String id = create(file.toString());
    await(id, "READY")
        .body("rows", equalTo(100_000), "people", equalTo(1), "repeated", equalTo(99_999));
    confirm(id).body("created", equalTo(1), "done", equalTo(100_000));
    assertThat(
            dispatch.text("select name from contact where address = $1", "aaaaaaaaaaaaaaaa@x.no"))
        .isEqualTo("99999");
  }

  @Test
  void unknown_columns_become_attributes_when_somebody_says_so() {
    String id = create("email,Plan,Seats\na@%s,gold,3\n".formatted(domain));
    await(id, "READY").body("columns[1].to", equalTo(""));
    post(
        id + "/read",
        """
        {"columns":[{"column":"email","to":"email"},{"column":"Plan","to":"attributes.plan"}]}""",
        202);
    await(id, "READY").body("columns[1].to", equalTo("attributes.plan"), "rows", equalTo(1));
    confirm(id);
    assertThat(
            dispatch.text("select attributes::text from contact where address = $1", "a@" + domain))
        .isEqualTo("{\"plan\": \"gold\"}");
    post(id + "/read", "{}", 409);
  }

  @Test
  void a_column_that_is_no_field_and_two_that_are_one_are_refused() {
    String id = create("email,x\na@%s,y\n".formatted(domain));
    await(id, "READY");
    post(id + "/read", "{\"columns\":[{\"column\":\"x\",\"to\":\"emial\"}]}", 422);
    post(
        id + "/read",
        "{\"columns\":[{\"column\":\"x\",\"to\":\"email\"},{\"column\":\"email\",\"to\":\"email\"}]}",
        422);
  }

  @Test
  void a_wrong_separator_is_told_and_another_one_reads_the_same_file() {
    byte[] file = "email;name\na@%s;Ada\n".formatted(domain).getBytes(StandardCharsets.UTF_8);
    String id = create(file, "&separator=comma");
    await(id, "REFUSED")
        .body(
            "refused.code", equalTo("NO_ADDRESS_COLUMN"),
            "refused.detail", containsString("email;name"));
    Dispatch.asKey().post(IMPORTS + "/" + id + "/confirm").then().statusCode(409);
    post(id + "/read", "{\"separator\":\"semicolon\"}", 202);
    await(id, "READY").body("people", equalTo(1), "refused", nullValue());
  }

  @Test
  void a_wrong_encoding_is_told_with_its_line_and_loses_nobodys_letters() {
    byte[] file = "email,name\na@%s,Kari\nb@%s,Bjørn\n".formatted(domain, domain).getBytes(WINDOWS);
    String id = create(file, "");
    await(id, "REFUSED")
        .body("refused.code", equalTo("WRONG_ENCODING"), "refused.line", equalTo(3));
    post(id + "/read", "{\"encoding\":\"windows-1252\"}", 202);
    await(id, "READY").body("encoding", equalTo("windows-1252"));
    confirm(id);
    assertThat(dispatch.text("select name from contact where address = $1", "b@" + domain))
        .isEqualTo("Bjørn");
  }

  @Test
  void a_quote_that_is_never_closed_refuses_the_file() {
    String id = create("email,name\na@%1$s,\"Ada\nb@%1$s,Bo\n".formatted(domain));
    await(id, "REFUSED").body("refused.code", equalTo("BAD_CSV"));
  }

  @Test
  void a_row_with_too_many_cells_is_left_out_and_told() {
    String id = create("email,name\na@%1$s,Lovelace, Ada\nb@%1$s\n".formatted(domain));
    await(id, "READY").body("faulty", equalTo(1), "people", equalTo(1));
    Dispatch.asKey()
        .get(IMPORTS + "/" + id + "/faults")
        .then()
        .body("items", hasSize(1), "items.code", hasItem("TOO_MANY"));
  }

  @Test
  void a_long_file_comes_in_parts_that_are_cut_anywhere() {
    String file =
        "email,name\n" + "%d@%s,\"a\nb\"\n".formatted(1, domain) + "2@%s,x\n".formatted(domain);
    int cut = file.indexOf("\nb\"");
    String id = create(file.substring(0, cut).getBytes(StandardCharsets.UTF_8), "&more=true");
    show(id).body("state", equalTo("UPLOADING"));
    Dispatch.asKey()
        .contentType("text/csv")
        .body(file.substring(cut).getBytes(StandardCharsets.UTF_8))
        .put(IMPORTS + "/" + id + "/parts/1")
        .then()
        .statusCode(200);
    post(id + "/read", "{}", 202);
    await(id, "READY").body("rows", equalTo(2), "people", equalTo(2));
  }

  @Test
  void ids_belong_to_the_system_that_is_named_and_consents_to_the_file() {
    String id =
        create(
            "id,consent,consent date\n%s,CONSENT,2026-03-01T09:30:00Z\n"
                .formatted(domain)
                .getBytes(StandardCharsets.UTF_8),
            "&source=crm");
    await(id, "READY").body("people", equalTo(1));
    confirm(id);
    assertThat(
            dispatch.text(
                "select i.source || ' ' || c.consent_source from contact c join contact_identity i"
                    + " on i.contact_id = c.id where i.value = $1",
                domain))
        .isEqualTo("crm customers.csv");
  }

  @Test
  void whoever_takes_over_from_a_dead_replica_goes_on_behind_what_is_done() {
    StringBuilder text = new StringBuilder("email,name\n");
    for (int i = 0; i < 1_200; i++) {
      text.append(i).append('@').append(domain).append(",x\n");
    }
    String id = create(text.toString());
    await(id, "READY");
    UUID file = UUID.fromString(id);
    // As a replica leaves it that has taken 500 rows and died.
    dispatch.run(
        "update contact_import set state = 'IMPORTING', done = 500, fence = fence + 1,"
            + " lease_until = clock_timestamp() + interval '1 min' where id = $1",
        file);
    runner.work(work, file);
    assertThat(contacts()).isZero();
    dispatch.run("update contact_import set lease_until = clock_timestamp() where id = $1", file);
    runner.work(work, file);
    show(id).body("state", equalTo("DONE"), "done", equalTo(1_200), "created", equalTo(700));
    assertThat(contacts()).isEqualTo(700);
  }

  @Test
  void whoever_looks_a_second_time_counts_nothing_twice() {
    String id = create("email\na@%1$s\nb@%1$s\nx\n".formatted(domain));
    await(id, "READY");
    UUID file = UUID.fromString(id);
    dispatch.run("update contact_import set state = 'READING' where id = $1", file);
    runner.work(work, file);
    show(id)
        .body(
            "state",
            equalTo("READY"),
            "rows",
            equalTo(3),
            "faulty",
            equalTo(1),
            "people",
            equalTo(2));
  }

  @Test
  void a_cancelled_import_forgets_the_file_and_is_over() {
    String id = create("email\na@%s\n".formatted(domain));
    await(id, "READY");
    post(id + "/cancel", "", 200);
    show(id).body("state", equalTo("CANCELLED"), "samples", nullValue());
    post(id + "/cancel", "", 409);
    Dispatch.asKey().get(IMPORTS + "?limit=1").then().body("items[0].id", equalTo(id));
  }
}
