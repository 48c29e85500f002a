package io.afterword.dev.quickstart.loop;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of a page as a browser without scripts sees it: where it is sent, and its fields with
 * what they hold. Reads the plain HTML that our own pages consist of, not all HTML there is.
 */
public final class HtmlForm {
  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTROL =
      Pattern.compile(
          "<(input|button)\\b([^>]*)>|<textarea\\b([^>]*)>(.*?)</textarea>",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern ATTRIBUTE =
      Pattern.compile("([\\w-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"'>]+)))?");

  /** One control. */
  private record Field(String name, String type, String value, boolean checked) {}

  private final URI action;
  private final List<Field> fields;
  private final Map<String, String> filled = new LinkedHashMap<>();

  private HtmlForm(URI action, List<Field> fields) {
    this.action = action;
    this.fields = fields;
  }

  /** The page's first form that is sent by POST. */
  public static HtmlForm in(Visitor.Answer page) {
    return find(page, form -> true);
  }

  /** The page's first form sent by POST with a field of that type, such as a password. */
  public static HtmlForm with(String type, Visitor.Answer page) {
    return find(page, form -> form.fields.stream().anyMatch(field -> field.type.equals(type)));
  }

  private static HtmlForm find(Visitor.Answer page, Predicate<HtmlForm> wanted) {
    Matcher form = FORM.matcher(page.body());
    while (form.find()) {
      Map<String, String> attributes = attributes(form.group(1));
      URI action =
          page.address().resolve(attributes.getOrDefault("action", page.address().toString()));
      HtmlForm found = new HtmlForm(action, fields(form.group(2)));
      if ("post".equalsIgnoreCase(attributes.get("method")) && wanted.test(found)) {
        return found;
      }
    }
    throw new IllegalStateException(page.address().getPath() + " has no such form to send");
  }

  /** Chooses a radio button, or fills a text field, of that name. */
  public HtmlForm fill(String name, String value) {
    List<Field> named = fields.stream().filter(field -> field.name.equals(name)).toList();
    boolean offered =
        named.stream().anyMatch(field -> !field.type.equals("radio") || field.value.equals(value));
    if (!offered) {
      throw new IllegalStateException(
          "the form of " + action.getPath() + " does not offer " + name + "=" + value);
    }
    filled.put(name, value);
    return this;
  }

  /** Fills the first field of that type, such as the password. */
  public HtmlForm fillFirst(String type, String value) {
    String name =
        fields.stream()
            .filter(field -> field.type.equals(type))
            .map(Field::name)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the form of " + action.getPath() + " has no field for a " + type));
    return fill(name, value);
  }

  /** The value that is chosen or filled in; empty when there is none. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(contents().get(name));
  }

  /** The name of the first text area, where people write what they want to say. */
  public Optional<String> textArea() {
    return fields.stream()
        .filter(field -> field.type.equals("textarea"))
        .map(Field::name)
        .findFirst();
  }

  public Visitor.Answer send(Visitor visitor) {
    return visitor.postForm(action, contents());
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new LinkedHashMap<>();
    for (Field field : fields) {
      boolean choice = field.type.equals("radio") || field.type.equals("checkbox");
      if (!field.type.equals("submit") && (!choice || field.checked)) {
        contents.put(field.name, field.value);
      }
    }
    contents.putAll(filled);
    return contents;
  }

  private static List<Field> fields(String html) {
    List<Field> fields = new ArrayList<>();
    Matcher control = CONTROL.matcher(html);
    while (control.find()) {
      boolean area = control.group(3) != null;
      Map<String, String> attributes = attributes(area ? control.group(3) : control.group(2));
      String type = area ? "textarea" : typeOf(control.group(1), attributes);
      String value = area ? unescaped(control.group(4)) : attributes.getOrDefault("value", "");
      String name = attributes.get("name");
      if (name != null) {
        fields.add(new Field(name, type, value, attributes.containsKey("checked")));
      }
    }
    return fields;
  }

  private static String typeOf(String tag, Map<String, String> attributes) {
    return attributes.getOrDefault("type", tag.equalsIgnoreCase("button") ? "submit" : "text");
  }

  private static Map<String, String> attributes(String tag) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher attribute = ATTRIBUTE.matcher(tag);
    while (attribute.find()) {
      String value =
          attribute.group(2) != null
              ? attribute.group(2)
              : attribute.group(3) != null ? attribute.group(3) : attribute.group(4);
      attributes.put(attribute.group(1), value == null ? "" : unescaped(value));
    }
    return attributes;
  }

  static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&");
  }
}
