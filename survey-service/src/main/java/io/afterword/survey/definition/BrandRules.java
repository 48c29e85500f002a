package io.afterword.survey.definition;

import io.afterword.survey.definition.DefinitionFault.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a brand sound: its colour, its logo, and where it sends people. */
final class BrandRules {

  static final int LONGEST_NAME = 100;

  /** The page weighs less than 30 kB in all; a logo may be a third of it. */
  static final int LONGEST_LOGO = 12_000;

  static final int MOST_CONTACTS = 5;
  static final int LONGEST_LABEL = 80;
  static final int LONGEST_ADDRESS = 500;

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern LOGO =
      Pattern.compile("data:image/(png|jpeg|gif|webp|svg\\+xml);base64,([A-Za-z0-9+/]+={0,2})");
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{3,24}");

  /** How files of these types begin, as Base64 writes it. */
  private static final Map<String, String> BEGINNINGS =
      Map.of("png", "iVBORw0KGgo", "jpeg", "/9j/", "gif", "R0lGOD", "webp", "UklGR");

  private final Faults faults;
  private final TextRules texts;

  BrandRules(Faults faults, TextRules texts) {
    this.faults = faults;
    this.texts = texts;
  }

  void check(Brand brand) {
    if (brand.name() != null) {
      texts.line("/brand/name", brand.name(), LONGEST_NAME);
      texts.markup("/brand/name", brand.name());
    }
    if (brand.colour() != null && !COLOUR.matcher(brand.colour()).matches()) {
      faults.add(
          "/brand/colour", Kind.NOT_A_COLOUR, "Write the colour as #rrggbb, such as #0b57d0.");
    }
    if (brand.logo() != null) {
      logo(brand.logo());
    }
    contacts(brand);
    if (brand.review() != null) {
      texts.line("/brand/review/name", brand.review().name(), LONGEST_NAME);
      address("/brand/review/url", brand.review().url());
    }
  }

  private void logo(String logo) {
    String at = "/brand/logo";
    if (logo.length() > LONGEST_LOGO) {
      faults.add(
          at,
          Kind.TOO_LONG,
          "At most %d characters, some 9 kB of picture: the page is to open on any phone."
              .formatted(LONGEST_LOGO));
      return;
    }
    Matcher parts = LOGO.matcher(logo);
    if (!parts.matches() || !isWhatItSays(parts.group(1), parts.group(2))) {
      faults.add(
          at,
          Kind.NOT_A_LOGO,
          "Write data:image/png;base64, and the picture; png, jpeg, gif, webp and svg+xml are"
              + " shown.");
    }
  }

  private static boolean isWhatItSays(String type, String data) {
    String beginning = BEGINNINGS.get(type);
    if (beginning != null && !data.startsWith(beginning)) {
      return false;
    }
    try {
      Base64.getDecoder().decode(data);
      return true;
    } catch (IllegalArgumentException cut) {
      return false;
    }
  }

  private void contacts(Brand brand) {
    if (brand.contacts().size() > MOST_CONTACTS) {
      faults.add(
          "/brand/contacts",
          Kind.TOO_LONG,
          "At most %d: people in a hurry read no list.".formatted(MOST_CONTACTS));
    }
    for (int i = 0; i < brand.contacts().size(); i++) {
      String at = "/brand/contacts/" + i;
      ContactChannel contact = brand.contacts().get(i);
      if (faults.required(at, contact)
          && faults.required(at + "/kind", contact.kind())
          && faults.required(at + "/address", contact.address())) {
        contact(at, contact);
      }
    }
  }

  private void contact(String at, ContactChannel contact) {
    contact
        .label()
        .forEach(
            (locale, text) ->
                texts.shownLine(texts.localeAt(at + "/label", locale), text, LONGEST_LABEL));
    switch (contact.kind()) {
      case EMAIL -> matching(at, contact, EMAIL, "Write an address such as help@example.org.");
      case PHONE -> matching(at, contact, PHONE, "Write a number such as +47 22 33 44 55.");
      case CHAT, PAGE -> address(at + "/address", contact.address());
    }
  }

  private void matching(String at, ContactChannel contact, Pattern pattern, String advice) {
    if (contact.address().length() > LONGEST_ADDRESS
        || !pattern.matcher(contact.address()).matches()) {
      faults.add(at + "/address", Kind.NOT_AN_ADDRESS, advice);
    }
  }

  /** Never a script's, and nothing that a browser would ask for in the clear. */
  private void address(String at, @Nullable String url) {
    if (!faults.required(at, url) || url == null) {
      return;
    }
    boolean sound = false;
    try {
      URI uri = new URI(url);
      sound =
          url.length() <= LONGEST_ADDRESS
              && "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null;
    } catch (URISyntaxException e) {
      // Said below.
    }
    if (!sound) {
      faults.add(at, Kind.NOT_AN_ADDRESS, "Write a whole address that begins with https://.");
    }
  }
}
