package io.afterword.survey.respond;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.afterword.platform.access.FormToken;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.afterword.survey.problem.SurveyProblem;
import io.afterword.survey.respond.AnswerForm.Fault;
import io.afterword.survey.respond.CutPage.Own;
import io.afterword.survey.wording.ReaderLocale;
import io.afterword.survey.wording.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Draws what a respondent gets, as HTML or for a program as JSON, with the headers it needs. */
@ApplicationScoped
class RespondPages {

  private static final Logger LOG = Logger.getLogger(RespondPages.class);
  private static final CharSequence CONTENT_SECURITY_POLICY =
      HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence REFERRER_POLICY =
      HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
  private static final CharSequence ROBOTS = HttpHeaders.createOptimized("X-Robots-Tag");
  private static final CharSequence NO_ROBOTS = HttpHeaders.createOptimized("noindex, nofollow");
  private static final CharSequence VARIES = HttpHeaders.createOptimized("Accept, Accept-Language");
  private static final String RETRY_AFTER_SECONDS = "5";

  /** Some 15 kB each: at most about 15 MB. */
  private static final int MOST_KEPT = 1_000;

  private final Cache<FirstView, CutPage> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();
  private final SecureRandom random = new SecureRandom();
  private final FormToken tokens;
  private final ObjectMapper json;

  RespondPages(FormToken tokens, ObjectMapper json) {
    this.tokens = tokens;
    this.json = json;
  }

  @CheckedTemplate(basePath = "")
  static class Templates {
    private Templates() {}

    static native TemplateInstance respond(
        RespondPage page, String key, String nonce, String token);

    static native TemplateInstance gone(Plain page, String nonce);
  }

  /**
   * A page of a few words.
   *
   * @param fields of a form to be sent again
   * @param retry label of the button; empty for a page without
   */
  public record Plain(
      String lang,
      String dir,
      String title,
      String text,
      String action,
      String retry,
      Map<String, String> fields) {}

  Uni<Reply> answer(Reader reader, Shown shown) {
    if (shown instanceof Shown.Open open) {
      return page(reader, open.page(), 200);
    }
    if (shown instanceof Shown.Unanswered unanswered) {
      return unanswered(reader, unanswered);
    }
    if (shown instanceof Shown.Taken taken) {
      return Uni.createFrom().item(taken(reader, taken));
    }
    if (shown instanceof Shown.Faulty faulty) {
      return reader.asJson()
          ? Uni.createFrom().failure(problem(faulty.faults()))
          : page(reader, faulty.page(), faulty.faults().get(0).problem().status());
    }
    if (shown instanceof Shown.Busy busy) {
      return reader.asJson() ? Uni.createFrom().failure(busy()) : page(reader, busy.page(), 503);
    }
    return gone(reader, ((Shown.Gone) shown).expired());
  }

  /** When not even the link can be read: keeps what was typed and offers to send it again. */
  Uni<Reply> busy(Reader reader, FormFields fields, Throwable failure) {
    LOG.warnf("a respondent's page could not be made: %s", failure.toString());
    if (reader.asJson()) {
      return Uni.createFrom().failure(busy());
    }
    Wording words = wording(reader);
    return plain(
        new Plain(
            words.locale(),
            Wording.direction(words.locale()),
            words.get("page.busy.title"),
            words.get("page.busy.text"),
            "/r/" + reader.key(),
            words.get("page.retry"),
            fields.values()),
        503);
  }

  /** The address of the page comes from a browser's own request, so it is its path again. */
  private Reply taken(Reader reader, Shown.Taken taken) {
    if (reader.asJson()) {
      return Reply.json(
          taken.outcome() == Outcome.RECORDED ? 201 : 200,
          json(new SentView(taken.outcome(), taken.completeness())));
    }
    return Reply.leadTo("/r/" + reader.key() + "?lang=" + taken.lang())
        .with(REFERRER_POLICY, NO_REFERRER);
  }

  private Buffer json(SentView sent) {
    try {
      return Buffer.buffer(json.writeValueAsBytes(sent));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Uni<Reply> gone(Reader reader, boolean expired) {
    if (reader.asJson()) {
      return Uni.createFrom()
          .failure(
              expired
                  ? Problem.of(
                      SurveyProblem.LINK_CLOSED,
                      "The time to answer is over; ask for a new invitation.")
                  : Problem.of(
                      SurveyProblem.UNKNOWN_KEY,
                      "Use the whole address from the mail; a key has 22 characters."));
    }
    Wording words = wording(reader);
    return plain(
        new Plain(
            words.locale(),
            Wording.direction(words.locale()),
            words.get("closed.title"),
            words.get("closed.text"),
            "",
            "",
            Map.of()),
        404);
  }

  private static Wording wording(Reader reader) {
    return Wording.shipped(
        ReaderLocale.of(reader.lang(), null, reader.acceptLanguage(), Wording.LOCALES));
  }

  private Uni<Reply> unanswered(Reader reader, Shown.Unanswered shown) {
    CutPage known = kept.getIfPresent(shown.view());
    return known == null
        ? drawn(shown).map(cut -> html(reader, shown.view(), cut))
        : Uni.createFrom().item(html(reader, shown.view(), known));
  }

  private Reply html(Reader reader, FirstView view, CutPage cut) {
    Own own = own(reader);
    return html(Buffer.buffer(cut.with(own)), view.locale(), own.nonce(), 200);
  }

  private Uni<CutPage> drawn(Shown.Unanswered shown) {
    return drawn(RespondPage.of(shown.asked(), null), CutPage.MARKS)
        .map(CutPage::new)
        .invoke(cut -> kept.put(shown.view(), cut));
  }

  private Uni<Reply> page(Reader reader, RespondPage page, int status) {
    Own own = own(reader);
    return drawn(page, own)
        .map(html -> html(Buffer.buffer(html), page.lang(), own.nonce(), status));
  }

  private static Uni<String> drawn(RespondPage page, Own own) {
    return Templates.respond(page, own.key(), own.nonce(), own.token()).createUni();
  }

  private Own own(Reader reader) {
    return new Own(reader.key(), nonce(), tokens.issue(reader.key()));
  }

  private Uni<Reply> plain(Plain page, int status) {
    String nonce = nonce();
    return Templates.gone(page, nonce)
        .createUni()
        .map(html -> html(Buffer.buffer(html), page.lang(), nonce, status));
  }

  /** With what this page says of its own; the rest is added to all pages. */
  private static Reply html(Buffer html, String lang, String nonce, int status) {
    Reply reply =
        Reply.html(status, html)
            .with(HttpHeaders.CONTENT_LANGUAGE, lang)
            .with(HttpHeaders.VARY, VARIES)
            // The key in the address is the secret: it goes to nobody else.
            .with(REFERRER_POLICY, NO_REFERRER)
            .with(ROBOTS, NO_ROBOTS)
            .with(
                CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'nonce-"
                    + nonce
                    + "'; script-src 'self'; img-src data:; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'");
    return status == 503 ? reply.with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS) : reply;
  }

  private static Problem problem(List<Fault> faults) {
    Fault first = faults.get(0);
    Problem problem = Problem.of(first.problem(), first.detail());
    faults.forEach(
        fault ->
            problem.at(
                fault.field().isEmpty() ? "" : "/" + fault.field(),
                fault.problem().name(),
                fault.detail()));
    return problem;
  }

  private static Problem busy() {
    return Problem.of(CommonProblem.BUSY, "Nothing was stored; send it again in a few seconds.")
        .header("Retry-After", RETRY_AFTER_SECONDS);
  }

  private String nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
