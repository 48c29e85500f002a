package io.afterword.survey.template;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Condition;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.definition.Metric;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.QuestionForm;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.definition.StandardScale;
import io.afterword.survey.wording.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A survey that can be used as it is, worded in all built-in languages: one scored question, the
 * reasons of those who were not satisfied where they are worth asking for, and room for a comment.
 */
public enum Template {
  CSAT(
      "csat-1-5",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_1_5),
      after(
          InteractionKind.SUPPORT,
          InteractionKind.SALES,
          InteractionKind.SUCCESS,
          InteractionKind.PURCHASE,
          InteractionKind.DELIVERY,
          InteractionKind.VISIT,
          InteractionKind.ONBOARDING),
      "Satisfaction, 1 to 5",
      "Right after an interaction: how satisfied somebody was with it."),
  NPS(
      "nps-0-10",
      asks(WordSet.LIKELIHOOD, StandardScale.NPS_0_10),
      everySoOften(),
      "Recommendation, 0 to 10",
      "Every quarter or so: how the relationship as a whole stands."),
  /** CES 2.0: agreement that it was easy, so a high rating is a good one. */
  CES(
      "ces-1-7",
      asks(WordSet.AGREEMENT, StandardScale.CES_1_7),
      after(InteractionKind.SUPPORT, InteractionKind.SELF_SERVICE, InteractionKind.CHATBOT),
      "Effort, 1 to 7",
      "Right after a resolved request: how easy it was to get there."),
  SUPPORT_EMAIL(
      "support-email",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_FACES_5, Reasons.SUPPORT),
      after(InteractionKind.SUPPORT),
      "E-mail support",
      "Right after a conversation by e-mail."),
  REPLY(
      "reply",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_THUMBS),
      after(InteractionKind.SUPPORT, InteractionKind.SALES, InteractionKind.SUCCESS),
      "One reply",
      "With every reply: rates that reply, not the whole conversation."),
  AGENT(
      "agent",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_1_5, Reasons.SUPPORT),
      after(InteractionKind.SUPPORT, InteractionKind.SALES, InteractionKind.SUCCESS),
      "Help from a person",
      "Right after an interaction; names the one who helped."),
  CHAT(
      "chat",
      asks(WordSet.HAPPINESS, StandardScale.CSAT_FACES_3, Reasons.SUPPORT),
      after(InteractionKind.SUPPORT, InteractionKind.SALES, InteractionKind.CHATBOT),
      "Chat",
      "Right after a chat."),
  WEBSITE(
      "website",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_1_5, Reasons.GOODS),
      sometimes(InteractionKind.PRODUCT_USE, InteractionKind.SELF_SERVICE),
      "Website",
      "After several visits to the website."),
  EVENT(
      "event",
      asks(WordSet.QUALITY, StandardScale.CSAT_STARS_5),
      after(InteractionKind.EVENT),
      "Event",
      "Right after an event."),
  VISIT(
      "visit",
      asks(WordSet.QUALITY, StandardScale.CSAT_FACES_5),
      after(InteractionKind.VISIT),
      "Visit",
      "Right after a visit to a shop, restaurant or office."),
  PLACE(
      "place",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_STARS_5),
      after(InteractionKind.VISIT),
      "Experience at a place",
      "Right after a visit; names the place."),
  SERVICE(
      "service",
      asks(WordSet.HAPPINESS, StandardScale.CSAT_1_7, Reasons.SUPPORT),
      sometimes(InteractionKind.SUPPORT, InteractionKind.SUCCESS),
      "Service",
      "After several interactions: how happy somebody is with the service."),
  PURCHASE(
      "purchase",
      asks(WordSet.HAPPINESS, StandardScale.CSAT_FACES_5, Reasons.GOODS),
      after(InteractionKind.PURCHASE, InteractionKind.DELIVERY),
      "Purchase",
      "When the goods are there."),
  SHOPPING(
      "shopping",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_STARS_5, Reasons.GOODS),
      after(InteractionKind.PURCHASE),
      "Shopping",
      "Right after buying."),
  EXPECTATIONS(
      "expectations",
      asks(WordSet.EXPECTATION, StandardScale.CSAT_1_5),
      after(
          InteractionKind.PURCHASE,
          InteractionKind.DELIVERY,
          InteractionKind.ONBOARDING,
          InteractionKind.UPGRADE),
      "Expectations",
      "After something was delivered: how it compares with what was hoped for."),
  PRODUCT(
      "product",
      asks(WordSet.EXPECTATION, StandardScale.CSAT_1_5, Reasons.GOODS),
      sometimes(InteractionKind.PRODUCT_USE, InteractionKind.FEATURE, InteractionKind.UPGRADE),
      "Product and expectations",
      "After some use: how the product compares with what was hoped for."),
  PRODUCT_OVERALL(
      "product-overall",
      asks(WordSet.SATISFACTION, StandardScale.CSAT_WORDS_4),
      everySoOften(),
      "Product overall",
      "Every quarter or so: how satisfied somebody is with the product as a whole."),
  OVERALL(
      "overall",
      asks(WordSet.QUALITY, StandardScale.CSAT_1_10),
      everySoOften(),
      "Overall impression",
      "Every quarter or so: how somebody feels about the company."),
  NEWSLETTER(
      "newsletter",
      asks(WordSet.QUALITY, StandardScale.CSAT_1_5),
      everySoOften(),
      "Newsletter",
      "Now and then, to those who read it."),
  /** CES 1.0: the effort itself, so a low rating is a good one. */
  EFFORT(
      "effort",
      asks(WordSet.EFFORT, StandardScale.EFFORT_1_5),
      after(InteractionKind.SUPPORT, InteractionKind.SELF_SERVICE, InteractionKind.CHATBOT),
      "Effort made",
      "Right after a resolved request, to go on with a series of CES 1.0: low is good."),
  DIFFICULTY(
      "difficulty",
      asks(WordSet.DIFFICULTY, StandardScale.EFFORT_WORDS_5, Reasons.SUPPORT),
      after(InteractionKind.SUPPORT, InteractionKind.SELF_SERVICE, InteractionKind.CHATBOT),
      "Difficulty",
      "Right after a problem was solved: low is good."),
  TRIAL(
      "trial",
      asks(WordSet.EASE, StandardScale.CES_FACES_5),
      after(InteractionKind.SIGN_UP),
      "Sign-up for a trial",
      "Right after somebody signed up."),
  CHECKOUT(
      "checkout",
      asks(WordSet.AGREEMENT, StandardScale.CES_WORDS_7),
      after(InteractionKind.PURCHASE, InteractionKind.UPGRADE),
      "Purchase on the website",
      "Right after buying on the website: how easy it was.");

  /** What is asked, and the scale that fits best. */
  private record Asks(WordSet words, StandardScale scale, Reasons reasons) {}

  /** When it is best asked. */
  private record When(List<Trigger> triggers, List<InteractionKind> kinds) {}

  private static final String SCORED = "q1";

  private final String id;

  @SuppressWarnings("ImmutableEnumChecker") // a record of enums
  private final Asks asks;

  @SuppressWarnings("ImmutableEnumChecker") // a record of unmodifiable lists
  private final When when;

  private final String title;
  private final String purpose;

  Template(String id, Asks asks, When when, String title, String purpose) {
    this.id = id;
    this.asks = asks;
    this.when = when;
    this.title = title;
    this.purpose = purpose;
  }

  private static Asks asks(WordSet words, StandardScale scale) {
    return new Asks(words, scale, Reasons.NONE);
  }

  private static Asks asks(WordSet words, StandardScale scale, Reasons reasons) {
    return new Asks(words, scale, reasons);
  }

  private static When after(InteractionKind... kinds) {
    return new When(List.of(Trigger.PER_INTERACTION, Trigger.EVERY_N), List.of(kinds));
  }

  private static When sometimes(InteractionKind... kinds) {
    return new When(List.of(Trigger.EVERY_N, Trigger.RECURRING), List.of(kinds));
  }

  private static When everySoOften() {
    return new When(List.of(Trigger.RECURRING), List.of());
  }

  /** As the API calls it: {@code csat-1-5}. */
  public String id() {
    return id;
  }

  public Metric metric() {
    return switch (asks.words()) {
      case SATISFACTION, HAPPINESS, QUALITY, EXPECTATION -> Metric.CSAT;
      case LIKELIHOOD -> Metric.NPS;
      case AGREEMENT, EASE, DIFFICULTY, EFFORT -> Metric.CES;
    };
  }

  public String title() {
    return title;
  }

  public String purpose() {
    return purpose;
  }

  public List<Trigger> triggers() {
    return when.triggers();
  }

  List<InteractionKind> kinds() {
    return when.kinds();
  }

  /** The scale that it has unless another is asked for. */
  public Scale scale() {
    return asks.scale().scale();
  }

  /** All scales that its words can label. */
  public List<StandardScale> scales() {
    return asks.words().scales();
  }

  public static Optional<Template> find(String id) {
    return Stream.of(values()).filter(template -> template.id().equals(id)).findFirst();
  }

  public static List<String> ids() {
    return Stream.of(values()).map(Template::id).toList();
  }

  /** The survey with the scale that fits best. */
  public Definition define(String name, String defaultLocale, Brand brand) {
    return define(name, defaultLocale, brand, asks.scale());
  }

  /**
   * @param name the team's name for the survey
   * @param defaultLocale one of {@link Wording#LOCALES}
   * @param standard one of {@link #scales()}
   */
  public Definition define(String name, String defaultLocale, Brand brand, StandardScale standard) {
    Scale scale = standard.scale();
    List<Question> questions = new ArrayList<>();
    questions.add(scored(scale));
    if (asks.reasons().areAsked()) {
      List<Integer> notSatisfied =
          scale.points().stream().filter(point -> !scale.satisfied().contains(point)).toList();
      questions.add(
          Question.choice(
                  "reasons",
                  QuestionForm.MULTIPLE_CHOICE,
                  inAllLocales("reasons.question"),
                  asks.reasons().choice())
              .showIf(Condition.rated(SCORED, notSatisfied)));
    }
    questions.add(Question.text("q2", inAllLocales("comment.question")));
    return new Definition(name, metric(), defaultLocale, brand, questions, Map.of(), Map.of());
  }

  private Question scored(Scale scale) {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    Wording.LOCALES.forEach(
        locale -> labels.put(locale, asks.words().labels(Wording.shipped(locale), scale)));
    Map<String, String> text = inAllLocales(questionKey());
    return asks.words() == WordSet.AGREEMENT
        ? Question.statement(SCORED, true, scale, text, labels)
        : Question.rating(SCORED, true, scale, text, labels);
  }

  /** The scored question in a built-in language. */
  String question(String locale) {
    return Wording.shipped(locale).get(questionKey());
  }

  private String questionKey() {
    return "question." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Map<String, String> inAllLocales(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Wording.LOCALES.forEach(locale -> texts.put(locale, Wording.shipped(locale).get(key)));
    return texts;
  }
}
