package io.afterword.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.platform.access.SignInText;
import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-  | -                              | EN",
        "de | en-GB,en;q=0.9                 | DE",
        "en | de                             | EN",
        "xx | de                             | DE",
        "-  | de-AT,de;q=0.9,en;q=0.8        | DE",
        "-  | nb,de;q=0.5,en;q=0.7           | EN",
        "-  | fr-FR,fr;q=0.9                 | EN",
        "-  | de;q=0                         | EN",
        "-  | *                              | EN",
        "-  | ;;q=nonsense                   | EN",
        "<script> | <script>                 | EN",
      })
  void is_the_chosen_one_else_the_browsers_else_english(
      @Nullable String chosen, @Nullable String accepted, Language expected) {
    assertThat(Language.of(chosen, accepted)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EN")
  void has_every_word_of_every_bundle(Language language) throws IOException {
    assertThat(words("shell", language)).isEqualTo(keys(ShellText.class));
    assertThat(words("signIn", language)).isEqualTo(keys(SignInText.class));
  }

  @Test
  void english_is_what_the_bundles_say_themselves() {
    assertThat(LanguageTest.class.getResource("/messages/shell_en.properties")).isNull();
  }

  private static Set<String> keys(Class<?> bundle) {
    return Arrays.stream(bundle.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Message.class))
        .map(java.lang.reflect.Method::getName)
        .collect(Collectors.toSet());
  }

  /** Keys whose text is there and not blank. */
  private static Set<String> words(String bundle, Language language) throws IOException {
    String file = "/messages/%s_%s.properties".formatted(bundle, language.tag());
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(LanguageTest.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties.stringPropertyNames().stream()
        .filter(key -> !properties.getProperty(key).isBlank())
        .collect(Collectors.toSet());
  }
}
