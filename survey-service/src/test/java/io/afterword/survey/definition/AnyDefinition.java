package io.afterword.survey.definition;

import io.afterword.survey.template.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sound definitions of every kind, and documents that are nearly ones; the same seed gives the
 * same. A generator of our own, since nearly every part depends on others: labels on the points,
 * conditions on the answers of earlier questions.
 */
public final class AnyDefinition {

  private static final List<String> LOCALES =
      List.of("en", "nb", "zh-Hans", "zh-Hant", "de", "ar", "pt-BR", "fi", "sr-Latn");
  private static final List<String> PIECES =
      List.of(
          "How",
          " was ",
          "{brand}",
          "{agent|us}",
          "{product|الطلب}",
          "日本語",
          "🙂",
          "\"&'",
          "< 3",
          "\u202e",
          "é",
          "100 %",
          "?",
          "\n");

  private final Random random;
  private final List<String> locales = new ArrayList<>();

  private AnyDefinition(long seed) {
    this.random = new Random(seed);
  }

  public static Definition sound(long seed) {
    return new AnyDefinition(seed).definition();
  }

  private Definition definition() {
    LOCALES.stream().filter(locale -> chance(3)).forEach(locales::add);
    if (locales.isEmpty()) {
      locales.add("ja");
    }
    Metric metric = any(List.of(Metric.values()));
    List<Question> questions = new ArrayList<>();
    int count = 1 + random.nextInt(DefinitionRules.MOST_QUESTIONS);
    int scored = random.nextInt(count);
    for (int i = 0; i < count; i++) {
      Question question = i == scored ? scored(i, metric) : other(i);
      questions.add(i == scored ? question : conditional(question, questions));
    }
    Brand brand =
        chance(2)
            ? Brand.NONE
            : new Brand(
                chance(2) ? "Fjord & \"Co\"" : null,
                "#%06x".formatted(random.nextInt(1 << 24)),
                chance(2) ? "data:image/gif;base64,R0lGODlhAQABAAAAACw=" : null,
                chance(2) ? List.of() : List.of(contact(), contact()),
                chance(2) ? null : new ReviewSite("Reviews & <more>", "https://r.example/a?b=c"));
    return new Definition(
        "Survey " + random.nextInt(),
        metric,
        locales.get(0),
        brand,
        questions,
        chance(2) ? Map.of() : lines(),
        chance(2) ? Map.of() : texts(),
        chance(2) ? null : new Anonymity(List.of("channel", "facts.plan")));
  }

  private ContactChannel contact() {
    Map<String, String> label = chance(2) ? Map.of() : Map.of(locales.get(0), "Write & call");
    return switch (any(List.of(ContactChannel.Kind.values()))) {
      case EMAIL -> new ContactChannel(ContactChannel.Kind.EMAIL, "help@example.org", label);
      case PHONE -> new ContactChannel(ContactChannel.Kind.PHONE, "+47 22 33 44 55", label);
      case CHAT -> new ContactChannel(ContactChannel.Kind.CHAT, "https://chat.example/", label);
      case PAGE -> new ContactChannel(ContactChannel.Kind.PAGE, "https://help.example/", label);
    };
  }

  private Question scored(int position, Metric metric) {
    List<StandardScale> fitting =
        Stream.of(Template.values())
            .filter(template -> template.metric() == metric)
            .flatMap(template -> template.scales().stream())
            .distinct()
            .toList();
    Scale scale = metric == Metric.NPS || chance(2) ? any(fitting).scale() : scale();
    return rated(position, true, scale);
  }

  private Question rated(int position, boolean scored, Scale scale) {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    for (String locale : locales) {
      if (scale.look().needsWords() || chance(2)) {
        Map<String, String> words = new LinkedHashMap<>();
        scale.points().stream()
            .filter(point -> scale.look().needsWords() || chance(3))
            .forEach(point -> words.put(String.valueOf(point), line()));
        labels.put(locale, words);
      }
    }
    return chance(2)
        ? Question.rating("q" + position, scored, scale, texts(), labels)
        : Question.statement("q" + position, scored, scale, texts(), labels);
  }

  private Scale scale() {
    int min = random.nextInt(4);
    int max = min + 1 + random.nextInt(Math.min(Scale.MOST_POINTS - 1, 10 - min));
    boolean up = chance(2);
    int low = random.nextInt(max - min + 1);
    int high = random.nextInt(max - min + 1 - low);
    List<Integer> lowest = IntStream.range(min, min + low).boxed().toList();
    List<Integer> highest = IntStream.rangeClosed(max - high, max).boxed().toList();
    Scale numbers =
        new Scale(
            "own-" + random.nextInt(9),
            min,
            max,
            up ? Polarity.HIGHER_IS_BETTER : Polarity.LOWER_IS_BETTER,
            up ? highest : lowest.isEmpty() ? List.of(min) : lowest,
            up ? lowest : lowest.isEmpty() ? without(highest, min) : highest,
            Look.NUMBERS);
    return numbers.drawnAs(any(fittingLooks(numbers)));
  }

  private static List<Integer> without(List<Integer> list, int value) {
    return list.stream().filter(each -> each != value).toList();
  }

  private static List<Look> fittingLooks(Scale scale) {
    int points = scale.points().size();
    List<Look> looks = new ArrayList<>(List.of(Look.NUMBERS, Look.COLOURS, Look.WORDS));
    if (points == 2) {
      looks.add(Look.THUMBS);
    }
    if (points == 3 || points == 5) {
      looks.add(Look.FACES);
    }
    if (scale.min() == 1 && points <= 10 && scale.polarity() == Polarity.HIGHER_IS_BETTER) {
      looks.add(Look.STARS);
    }
    return looks;
  }

  private Question other(int position) {
    String id = "q" + position;
    return switch (random.nextInt(5)) {
      case 0 -> rated(position, false, scale());
      case 1 -> Question.choice(id, QuestionForm.SINGLE_CHOICE, texts(), choice());
      case 2 -> Question.choice(id, QuestionForm.MULTIPLE_CHOICE, texts(), choice());
      case 3 -> {
        long min = random.nextInt(2_000) - 1_000L;
        yield Question.number(
            id, texts(), new NumberRange(min, min + 1 + random.nextInt(1_000), random.nextInt(4)));
      }
      default -> Question.text(id, texts());
    };
  }

  private Choice choice() {
    int count = 2 + random.nextInt(6);
    return new Choice(
        IntStream.range(0, count).mapToObj(i -> new Option("o" + i, short60(), chance(3))).toList(),
        chance(2));
  }

  private Question conditional(Question question, List<Question> earlier) {
    Optional<Question> decides =
        earlier.stream()
            .filter(each -> each.form().hasScale() || each.form().hasOptions())
            .filter(each -> chance(3))
            .findFirst();
    return decides.map(each -> question.showIf(condition(each))).orElse(question);
  }

  private Condition condition(Question question) {
    return question.form().hasScale()
        ? Condition.rated(
            question.id(),
            List.copyOf(
                new TreeSet<>(
                    List.of(
                        any(question.requiredScale().points()), question.requiredScale().max()))))
        : Condition.chose(question.id(), List.of(any(question.requiredChoice().options()).id()));
  }

  private Map<String, String> texts() {
    return perLocale(300, true);
  }

  private Map<String, String> lines() {
    return perLocale(100, false);
  }

  private Map<String, String> short60() {
    return perLocale(50, true);
  }

  private Map<String, String> perLocale(int longest, boolean breaks) {
    Map<String, String> texts = new LinkedHashMap<>();
    locales.forEach(locale -> texts.put(locale, text(longest, breaks)));
    return texts;
  }

  private String line() {
    return text(40, false);
  }

  private String text(int longest, boolean breaks) {
    StringBuilder text = new StringBuilder("T");
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      String piece = any(PIECES);
      boolean fits = text.length() + piece.length() <= longest;
      if (fits && (breaks || !piece.equals("\n"))) {
        text.append(piece);
      }
    }
    return text.toString();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
