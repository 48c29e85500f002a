package io.afterword.survey.respond;

import static org.assertj.core.api.Assertions.assertThat;

import io.afterword.survey.definition.Brand;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.respond.Block.Point;
import io.afterword.survey.respond.RespondPage.Asked;
import io.afterword.survey.respond.RespondPage.Language;
import io.afterword.survey.respondent.Occasion;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.template.Template;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RespondPageTest {

  private static final StoredResponse SENT =
      new StoredResponse(
          Completeness.COMPLETE, List.of(Answer.rating("q1", 2), Answer.text("q2", "Slow.")));
  private static final StoredResponse KEPT =
      new StoredResponse(Completeness.PARTIAL, List.of(Answer.rating("q1", 2)));

  @Test
  void opens_with_nothing_chosen() {
    RespondPage page = page(Template.CSAT, "en", null, null, null);
    assertThat(chosen(page)).isEmpty();
    assertThat(page.notice()).isNull();
    assertThat(page.send()).isEqualTo("Send");
    assertThat(page.keeps()).isTrue();
  }

  @Test
  void the_rating_of_the_mails_link_is_chosen() {
    assertThat(chosen(page(Template.CSAT, "en", "4", null, null))).containsExactly("4");
    assertThat(chosen(page(Template.NPS, "en", "0", null, null))).containsExactly("0");
  }

  @Test
  void a_rating_that_is_not_on_the_scale_chooses_nothing() {
    for (String rating : List.of("0", "6", "x", "", "4 ", "<script>")) {
      assertThat(chosen(page(Template.CSAT, "en", rating, null, null))).isEmpty();
    }
  }

  @Test
  void what_was_sent_is_shown_with_thanks_and_can_be_changed() {
    RespondPage page = page(Template.CSAT, "en", null, SENT, null);
    assertThat(page.notice())
        .isEqualTo(
            new RespondPage.Notice(
                false,
                "Thank you!",
                "Your answer has been saved. We read every one."
                    + " You can change your answer until the survey closes."));
    assertThat(chosen(page)).containsExactly("2");
    assertThat(page.blocks().get(1).value()).isEqualTo("Slow.");
    assertThat(page.send()).isEqualTo("Send my change");
    assertThat(page.keeps()).as("the script keeps nothing in place of what was sent").isFalse();
  }

  @Test
  void what_was_only_kept_is_chosen_without_thanks() {
    RespondPage page = page(Template.CSAT, "en", null, KEPT, null);
    assertThat(chosen(page)).containsExactly("2");
    assertThat(page.notice()).isNull();
    assertThat(page.keeps()).isTrue();
  }

  @Test
  void another_link_of_the_mail_chooses_anew_and_leaves_the_comment() {
    RespondPage page = page(Template.CSAT, "en", "5", SENT, null);
    assertThat(chosen(page)).containsExactly("5");
    assertThat(page.blocks().get(1).value()).isEqualTo("Slow.");
  }

  @Test
  void what_was_typed_is_never_lost() {
    FormFields typed = new FormFields(Map.of("rating", "9", "comment", "Long story"));
    RespondPage page = page(Template.CSAT, "en", null, SENT, typed);
    assertThat(chosen(page)).isEmpty();
    assertThat(page.blocks().get(1).value()).isEqualTo("Long story");
  }

  @Test
  void points_that_all_have_words_are_a_list_others_a_grid_with_its_ends() {
    Block csat = page(Template.CSAT, "en", null, null, null).blocks().get(0);
    assertThat(csat.isList()).isTrue();
    Block nps = page(Template.NPS, "de", null, null, null).blocks().get(0);
    assertThat(nps.isList()).isFalse();
    assertThat(nps.lowEnd()).isEqualTo("Überhaupt nicht wahrscheinlich");
    assertThat(nps.highEnd()).isEqualTo("Äußerst wahrscheinlich");
    assertThat(nps.points()).hasSize(11);
    assertThat(nps.points().get(3).spoken()).isEqualTo("3 auf einer Skala von 0 bis 10");
  }

  @Test
  void can_be_read_in_every_language_of_the_survey_and_keeps_the_choice() {
    RespondPage page = page(Template.CSAT, "ar", "4", null, null);
    assertThat(page.dir()).isEqualTo("rtl");
    assertThat(page.languages())
        .hasSize(10)
        .contains(new Language("ar", "العربية", "?lang=ar&rating=4", true))
        .contains(new Language("nb", "Norsk bokmål", "?lang=nb&rating=4", false));
  }

  @Test
  void reasons_are_asked_of_those_who_were_not_satisfied_after_they_sent() {
    assertThat(fields(page(Template.AGENT, "en", "2", null, null)))
        .containsExactly("rating", "comment");
    RespondPage low = page(Template.AGENT, "en", null, SENT, null);
    assertThat(fields(low)).as("the open question first").startsWith("reasons", "rating");
    assertThat(Objects.requireNonNull(low.notice()).text()).contains("one more question");
    assertThat(low.send()).isEqualTo("Send");
    StoredResponse high =
        new StoredResponse(Completeness.COMPLETE, List.of(Answer.rating("q1", 5)));
    assertThat(fields(page(Template.AGENT, "en", null, high, null)))
        .containsExactly("rating", "comment");
  }

  @Test
  void an_answered_follow_up_is_shown_in_its_place_with_its_answer() {
    StoredResponse answered =
        new StoredResponse(
            Completeness.COMPLETE,
            List.of(Answer.rating("q1", 2), Answer.choices("reasons", List.of("too-slow"))));
    RespondPage page = page(Template.AGENT, "en", null, answered, null);
    assertThat(fields(page)).containsExactly("rating", "reasons", "comment");
    assertThat(page.blocks().get(1).points().stream().filter(Point::chosen).map(Point::field))
        .containsExactly("reasons.too-slow");
    assertThat(page.send()).isEqualTo("Send my change");
  }

  @Test
  void options_stand_in_an_order_of_the_respondents_own_with_something_else_last() {
    RespondPage page = page(Template.AGENT, "en", null, SENT, null);
    List<String> order = page.blocks().get(0).points().stream().map(Point::field).toList();
    assertThat(order).hasSize(6).endsWith("reasons.other");
    assertThat(page(Template.AGENT, "en", null, SENT, null).blocks().get(0).points())
        .isEqualTo(page.blocks().get(0).points());
    assertThat(order.subList(0, 5))
        .isNotEqualTo(
            Template.AGENT
                .define("A", "en", Brand.NONE)
                .questions()
                .get(1)
                .requiredChoice()
                .options()
                .stream()
                .limit(5)
                .map(option -> "reasons." + option.id())
                .toList());
  }

  @Test
  void a_statement_is_introduced() {
    Block ces = page(Template.CES, "en", null, null, null).blocks().get(0);
    assertThat(ces.lead()).isEqualTo("How far do you agree with this statement?");
    assertThat(ces.text()).isEqualTo("Workspace made it easy for me to handle my issue.");
  }

  @Test
  void faces_are_silent_and_their_words_are_said() {
    Point happy =
        page(Template.SUPPORT_EMAIL, "en", null, null, null).blocks().get(0).points().get(4);
    assertThat(happy.drawn()).isEqualTo("\ud83d\ude00");
    assertThat(happy.silent()).isTrue();
    assertThat(happy.word()).isEqualTo("Very satisfied");
  }

  private static List<String> fields(RespondPage page) {
    return page.blocks().stream().map(Block::field).toList();
  }

  @Test
  void the_ink_can_be_read_on_any_brands_colour() {
    assertThat(Ink.on("#0b57d0")).isEqualTo(Ink.LIGHT);
    assertThat(Ink.on("#ffd400")).isEqualTo(Ink.DARK);
    assertThat(Ink.on("#FFFFFF")).isEqualTo(Ink.DARK);
    assertThat(Ink.on("#000000")).isEqualTo(Ink.LIGHT);
  }

  private static List<String> chosen(RespondPage page) {
    return page.blocks().get(0).points().stream().filter(Point::chosen).map(Point::value).toList();
  }

  private static RespondPage page(
      Template template,
      String locale,
      @Nullable String preselected,
      @Nullable StoredResponse stored,
      @Nullable FormFields typed) {
    Definition definition = template.define("S", "en", Brand.NONE);
    return RespondPage.of(
        new Asked(
            "3q2-7wAbCdEfGhIjKlMnOQ",
            definition,
            new Words(definition, locale, "Workspace", Occasion.UNKNOWN),
            preselected,
            Optional.ofNullable(stored),
            Optional.ofNullable(typed)),
        null);
  }
}
