package io.afterword.dispatch.people;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.afterword.dev.test.PostgresResource;
import io.afterword.dispatch.Dispatch;
import io.afterword.dispatch.SurroundingsResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The pages about people, as their HTML says it; a browser looks at them in the full checks. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(SurroundingsResource.class)
class PeoplePagesTest {
  @Inject Dispatch dispatch;

  private final String email = UUID.randomUUID() + "@example.com";

  private static RequestSpecification browser() {
    return Dispatch.asKey().accept("text/html").redirects().follow(false);
  }

  private static ValidatableResponse show(String path) {
    return browser().get(path).then().statusCode(200);
  }

  /** The page answers when the file is looked at or taken, or after a while without. */
  private void awaitShown(String path, String text) {
    dispatch.await(text, () -> show(path).extract().asString().contains(text));
  }

  private static String upload(String path, String file) {
    return browser()
        .multiPart("file", "customers.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
        .post(path)
        .then()
        .statusCode(303)
        .header("Location", startsWith("/people/"))
        .extract()
        .header("Location");
  }

  @Test
  void a_file_goes_from_its_upload_to_the_people_it_told_of() {
    String page =
        upload("/people/import", "email,name,Plan\n%s,Ada <b>,gold\nx,y,z\n".formatted(email));
    awaitShown(page, "Nothing was taken yet");
    show(page)
        .body(
            allOf(
                containsString("Ada &lt;b&gt;"),
                containsString("attribute “Plan”"),
                containsString("must be one e-mail address"),
                containsString("Take this contact")));
    browser().post(page + "/confirm").then().statusCode(303);
    awaitShown(page, "The contacts were taken");
    show("/people/import").body(containsString("customers.csv"));
    browser()
        .contentType("application/x-www-form-urlencoded")
        .formParam("search", email.substring(0, 20))
        .post("/people")
        .then()
        .statusCode(200)
        .body(containsString(email));
    show("/people").body(containsString("Import contacts"));
  }

  @Test
  void an_address_comes_onto_the_list_by_form_and_by_file() {
    browser()
        .contentType("application/x-www-form-urlencoded")
        .formParam("address", email)
        .formParam("reason", "COMPLAINED")
        .post("/people/suppressions")
        .then()
        .statusCode(303);
    show("/people/suppressions").body(allOf(containsString(email), containsString("complained")));
    String told =
        upload("/people/suppressions/import", "email\n%s\nx.%s\nx\n".formatted(email, email));
    show("/people/suppressions?" + URI.create(told).getRawQuery())
        .body(containsString("1 new addresses, 1 known before, 1 rows left out."));
  }

  @Test
  void a_persons_page_merges_and_undoes() {
    String kept = contact(email);
    String merged = contact("other." + email);
    browser()
        .contentType("application/x-www-form-urlencoded")
        .formParam("other", merged)
        .post("/people/" + kept + "/merges")
        .then()
        .statusCode(303);
    show("/people/" + merged).body(allOf(containsString("Merged."), containsString(kept)));
    String page = show("/people/" + kept).extract().asString();
    String undo = page.replaceAll("(?s).*action=\"(/people/[^\"]*/undo)\".*", "$1");
    browser().post(undo).then().statusCode(303);
    show("/people/" + merged).body(not(containsString("Merged.")));
    browser()
        .contentType("application/x-www-form-urlencoded")
        .formParam("other", "nobody")
        .post("/people/" + kept + "/merges")
        .then()
        .statusCode(422);
  }

  private static String contact(String email) {
    return Dispatch.asKey()
        .contentType("application/json")
        .body("{\"email\":\"%s\"}".formatted(email))
        .put("/v1/contacts")
        .then()
        .extract()
        .path("id");
  }
}
