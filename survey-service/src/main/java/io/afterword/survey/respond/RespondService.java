package io.afterword.survey.respond;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.link.Link;
import io.afterword.survey.link.Links;
import io.afterword.survey.link.Links.Linked;
import io.afterword.survey.link.PublicAddress;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.AnswerForm.Answered;
import io.afterword.survey.respond.AnswerForm.Fault;
import io.afterword.survey.respond.AnswerForm.Faulty;
import io.afterword.survey.respond.Batcher.FailureKind;
import io.afterword.survey.respond.FormFields.Arrival;
import io.afterword.survey.respond.RespondPage.Asked;
import io.afterword.survey.respond.RespondPage.Notice;
import io.afterword.survey.respondent.Occasion;
import io.afterword.survey.respondent.Words;
import io.afterword.survey.wording.ReaderLocale;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the page of a link and takes its form. */
@ApplicationScoped
class RespondService {

  private static final Logger LOG = Logger.getLogger(RespondService.class);

  /** A database that restarts is back within a second or two; the reader rather waits that long. */
  private static final int MOST_RETRIES = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(800);

  private static final Fault WRONG_TOKEN =
      new Fault(
          AnswerForm.CSRF,
          CommonProblem.WRONG_CSRF_TOKEN,
          "The form's token is not of this page; open the page again, or leave csrf out.",
          "page.form.old",
          Map.of());

  private final Links links;
  private final Capture capture;
  private final AnonymousBox box;
  private final PublicAddress address;
  private final PostJudge judge;
  private final Clock clock;

  RespondService(
      Links links,
      Capture capture,
      AnonymousBox box,
      PublicAddress address,
      PostJudge judge,
      Clock clock) {
    this.links = links;
    this.capture = capture;
    this.box = box;
    this.address = address;
    this.judge = judge;
    this.clock = clock;
  }

  /**
   * Shows what there is and records no answer.
   *
   * @param ahead whether a browser fetches it before its user asks for it
   */
  Uni<Shown> open(Reader reader, @Nullable String preselected, boolean ahead) {
    return atOpenLink(
        reader,
        linked -> {
          Definition definition = linked.definition();
          if (preselected != null
              && !ahead
              && definition.scoredQuestion().requiredScale().names(preselected)) {
            judge.opened(reader, definition, preselected);
          }
          return shown(reader, linked, preselected);
        });
  }

  /** The link that nobody can see was followed: shows the page that tells nothing. */
  Uni<Shown> followHidden(Reader reader) {
    return links
        .find(reader.key())
        .map(
            linked -> {
              if (linked.isPresent()) {
                judge.followedHidden(reader, linked.get().definition());
              }
              return new Shown.Gone(false);
            });
  }

  private Uni<Optional<StoredResponse>> stored(Reader reader, Linked linked) {
    return linked.definition().isAnonymous()
        ? box.find(reader.key(), linked.link())
        : Uni.createFrom().item(linked.earlier().map(StoredResponse::of));
  }

  private Uni<Shown> shown(Reader reader, Linked linked, @Nullable String preselected) {
    return stored(reader, linked).map(stored -> opened(reader, linked, preselected, stored));
  }

  /**
   * @param fields of the form
   */
  Uni<Shown> send(Reader reader, FormFields fields) {
    return atOpenLink(
        reader,
        linked -> {
          Sender sender = new Sender(reader, linked, fields);
          return fields.arrival() == Arrival.WHOLE ? take(sender) : notWhole(sender);
        });
  }

  private Shown opened(
      Reader reader, Linked linked, @Nullable String preselected, Optional<StoredResponse> stored) {
    Definition definition = linked.definition();
    Link link = linked.link();
    Occasion occasion = linked.occasion();
    Words words = words(reader, linked, occasion);
    boolean named =
        preselected != null && definition.scoredQuestion().requiredScale().names(preselected);
    String rating = named ? preselected : null;
    Asked asked = new Asked(reader.key(), definition, words, rating, stored, Optional.empty());
    return stored.isPresent() || linked.traits().hasRandomOrder()
        ? new Shown.Open(RespondPage.of(asked, null))
        : new Shown.Unanswered(
            new FirstView(link.surveyId(), link.version(), words.locale(), occasion, rating),
            asked);
  }

  private Uni<Shown> take(Sender sender) {
    if (judge.isFromAnotherPage(sender)) {
      return Uni.createFrom().item(faulty(sender, List.of(WRONG_TOKEN)));
    }
    return answeredBefore(sender)
        .chain(before -> take(sender, before))
        .onFailure()
        .recoverWithItem(failure -> notStored(sender, failure));
  }

  /** Only a survey with follow-ups needs to know; every other form says everything by itself. */
  private Uni<List<Answer>> answeredBefore(Sender sender) {
    return sender.definition().hasFollowUps()
        ? stored(sender.reader(), sender.linked())
            .map(stored -> stored.map(StoredResponse::answers).orElse(List.of()))
        : Uni.createFrom().item(List.of());
  }

  private Uni<Shown> take(Sender sender, List<Answer> before) {
    AnswerForm.Reading reading = AnswerForm.read(sender.definition(), sender.fields(), before);
    if (reading instanceof Faulty faulty) {
      return Uni.createFrom().item(faulty(sender, faulty.faults()));
    }
    Answered answered = (Answered) reading;
    String locale = locale(sender.reader(), sender.linked());
    return store(sender, locale, answered)
        .map(
            outcome ->
                outcome == Outcome.CLOSED
                    ? new Shown.Gone(true)
                    : new Shown.Taken(outcome, answered.completeness(), locale));
  }

  private Uni<Outcome> store(Sender sender, String locale, Answered answered) {
    Set<Signal> signals = judge.signals(sender, answered.answers());
    return sender.definition().isAnonymous()
        ? box.take(
            new AnonymousBox.Sent(
                sender.reader().key(),
                sender.link(),
                sender.definition(),
                locale,
                answered.answers(),
                answered.completeness(),
                signals))
        : capture.take(sender.link(), locale, answered.answers(), answered.completeness(), signals);
  }

  private Shown notStored(Sender sender, Throwable failure) {
    if (failure instanceof Batcher.NotStorableException) {
      LOG.warnf(failure, "a response passed the rules and was refused by the database");
      return faulty(
          sender,
          List.of(
              new Fault(
                  "",
                  SurveyProblem.NOT_STORABLE,
                  "Shorten or retype the texts and send it again.",
                  "page.text.unreadable",
                  Map.of())));
    }
    LOG.warnf("a response could not be stored just now: %s", failure.getMessage());
    Words words = words(sender);
    return new Shown.Busy(
        page(
            sender,
            new Notice(true, words.builtIn("page.busy.title"), words.builtIn("page.busy.text"))));
  }

  private Uni<Shown> notWhole(Sender sender) {
    Fault fault =
        sender.fields().arrival() == Arrival.CUT
            ? new Fault(
                "",
                CommonProblem.TOO_LARGE,
                "A form may have %d bytes.".formatted(FormFields.LARGEST_BODY),
                "page.text.long",
                Map.of("most", AnswerReader.LONGEST_TEXT))
            : new Fault(
                "",
                SurveyProblem.UNSTORABLE_TEXT,
                "The form is not URL-encoded UTF-8.",
                "page.text.unreadable",
                Map.of());
    return Uni.createFrom().item(faulty(sender, List.of(fault)));
  }

  private Shown faulty(Sender sender, List<Fault> faults) {
    Words words = words(sender);
    Fault first = faults.get(0);
    Notice notice =
        new Notice(true, words.builtIn("page.title"), words.builtIn(first.words(), first.values()));
    return new Shown.Faulty(page(sender, notice), faults);
  }

  private RespondPage page(Sender sender, Notice notice) {
    return RespondPage.of(
        new Asked(
            sender.reader().key(),
            sender.definition(),
            words(sender),
            null,
            Optional.empty(),
            Optional.of(sender.fields())),
        notice);
  }

  private Uni<Shown> atOpenLink(Reader reader, Function<Linked, Uni<Shown>> work) {
    return links
        .find(reader.key())
        .onFailure(RespondService::passes)
        .recoverWithUni(() -> patiently(reader))
        .chain(
            linked -> {
              if (linked.isEmpty() || !linked.get().link().isOpen(clock.instant())) {
                return Uni.createFrom().item(new Shown.Gone(linked.isPresent()));
              }
              return work.apply(linked.get());
            });
  }

  private Uni<Optional<Linked>> patiently(Reader reader) {
    return links
        .find(reader.key())
        .onFailure(RespondService::passes)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .atMost(MOST_RETRIES);
  }

  private static boolean passes(Throwable failure) {
    return ResponseStore.kindOf(failure) == FailureKind.TRANSIENT;
  }

  private Words words(Sender sender) {
    return words(sender.reader(), sender.linked(), sender.linked().occasion());
  }

  private Words words(Reader reader, Linked linked, Occasion occasion) {
    String locale = locale(reader, linked);
    return new Words(linked.definition(), locale, address.workspace(), occasion);
  }

  private static String locale(Reader reader, Linked linked) {
    return ReaderLocale.of(
        reader.lang(), linked.link().locale(), reader.acceptLanguage(), linked.traits().locales());
  }
}
