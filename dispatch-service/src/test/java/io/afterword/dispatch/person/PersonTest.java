package io.afterword.dispatch.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PersonTest {
  @Test
  void an_address_is_trimmed_lower_cased_and_its_domain_put_into_ascii() {
    assertThat(EmailAddress.parse("  Ada.Love+x@Bücher.Example "))
        .contains(
            new EmailAddress(
                "Ada.Love+x@xn--bcher-kva.example", "ada.love+x@xn--bcher-kva.example"));
  }

  @Test
  void nothing_is_guessed_about_dots_and_tags() {
    assertThat(EmailAddress.parse("a.da@gmail.com").orElseThrow().normalised())
        .isEqualTo("a.da@gmail.com");
  }

  @Test
  void what_is_no_address_is_none() {
    for (String text :
        List.of(
            "",
            "ada",
            "@example.com",
            "ada@",
            "ada@localhost",
            "ada@example..com",
            "ada@-x.com",
            ".ada@example.com",
            "ada@example.com, bob@example.com",
            "Ada <ada@example.com>",
            "a\r\nb@example.com",
            "a b@example.com",
            "ada@example.com\nBcc: x@example.com",
            "x".repeat(65) + "@example.com")) {
      assertThat(EmailAddress.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void a_phone_number_needs_its_country() {
    assertThat(PhoneNumber.parse("+47 987 65 432")).contains(new PhoneNumber("+4798765432"));
    assertThat(PhoneNumber.parse("0047 (987) 65-432")).contains(new PhoneNumber("+4798765432"));
    assertThat(PhoneNumber.parse("98765432")).isEmpty();
    assertThat(PhoneNumber.parse("+0123456789")).isEmpty();
    assertThat(PhoneNumber.parse("+1234567890123456")).isEmpty();
  }
}
