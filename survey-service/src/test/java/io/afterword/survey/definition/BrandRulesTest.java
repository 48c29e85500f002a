package io.afterword.survey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.ContactChannel.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandRulesTest {

  private static final String LOGO = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

  @Test
  void a_brand_with_everything_is_sound() {
    assertThat(
            faults(
                new Brand(
                    "Fjord",
                    "#0b57d0",
                    LOGO,
                    List.of(
                        contact(Kind.EMAIL, "help@example.org"),
                        contact(Kind.PHONE, "+47 (22) 33-44.55"),
                        contact(Kind.CHAT, "https://chat.example/start"),
                        contact(Kind.PAGE, "https://help.example/")),
                    new ReviewSite("Trustpilot", "https://reviews.example/fjord"))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/logo.png",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/png;base64,R0lGODlhAQABAAAAACw=",
        "data:image/gif;base64,R0lGOD!!",
        "data:image/svg+xml,<svg/>"
      })
  void a_logo_is_a_picture_that_is_what_it_says(String logo) {
    assertThat(faults(brand(logo, List.of(), null))).containsExactly("/brand/logo NOT_A_LOGO");
  }

  @Test
  void a_large_logo_is_refused() {
    assertThat(faults(brand(LOGO + "A".repeat(12_000), List.of(), null)))
        .containsExactly("/brand/logo TOO_LONG");
  }

  @ParameterizedTest
  @CsvSource({
    "EMAIL, nobody",
    "EMAIL, a@b@c.example",
    "PHONE, call me",
    "CHAT, http://chat.example/",
    "PAGE, javascript:alert(1)",
    "PAGE, https://user:pass@help.example/",
    "PAGE, https://",
  })
  void a_contact_leads_where_its_kind_says(Kind kind, String address) {
    assertThat(faults(brand(null, List.of(contact(kind, address)), null)))
        .containsExactly("/brand/contacts/0/address NOT_AN_ADDRESS");
  }

  @Test
  void all_faults_are_found_at_once_each_with_its_place() {
    assertThat(
            faults(
                brand(
                    "x",
                    List.of(
                        contact(Kind.EMAIL, "x"),
                        new ContactChannel(
                            Kind.PHONE, "+47 22 33 44 55", Map.of("en", "<b>Call</b>"))),
                    new ReviewSite("", "ftp://x"))))
        .containsExactly(
            "/brand/logo NOT_A_LOGO",
            "/brand/contacts/0/address NOT_AN_ADDRESS",
            "/brand/contacts/1/label/en MARKUP",
            "/brand/review/name REQUIRED",
            "/brand/review/url NOT_AN_ADDRESS");
  }

  @Test
  void a_telephone_number_is_dialled_without_its_blanks() {
    assertThat(contact(Kind.PHONE, "+47 (22) 33-44.55").href()).isEqualTo("tel:+4722334455");
  }

  private static ContactChannel contact(Kind kind, String address) {
    return new ContactChannel(kind, address, Map.of());
  }

  private static Brand brand(
      @Nullable String logo, List<ContactChannel> contacts, @Nullable ReviewSite review) {
    return new Brand("Fjord", null, logo, contacts, review);
  }

  private static List<String> faults(Brand brand) {
    Definition definition =
        new Definition(
            "S",
            Metric.CSAT,
            "en",
            brand,
            List.of(
                Question.rating(
                    "q1",
                    true,
                    StandardScale.CSAT_1_5.scale(),
                    Map.of("en", "How was it?"),
                    Map.of())),
            Map.of(),
            Map.of());
    return DefinitionRules.check(definition).stream()
        .map(fault -> fault.pointer() + " " + fault.kind())
        .toList();
  }
}
