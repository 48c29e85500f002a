package io.afterword.survey.respond;

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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Draws what a respondent gets, as HTML or for a program as JSON, with the headers it needs. */
@ApplicationScoped
class RespondPages {

  private static final Logger LOG = Logger.getLogger(RespondPages.class);
  private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");
  private static final String RETRY_AFTER_SECONDS = "5";

  /** Some 15 kB each: at most about 15 MB. */
  private static final int MOST_KEPT = 1_000;

  private final Cache<FirstView, CutPage> kept =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).executor(Runnable::run).build();
  private final SecureRandom random = new SecureRandom();
  private final FormToken tokens;

  RespondPages(FormToken tokens) {
    this.tokens = tokens;
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

  Uni<Response> answer(Reader reader, Shown shown) {
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
  Uni<Response> busy(Reader reader, FormFields fields, Throwable failure) {
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
  private static Response taken(Reader reader, Shown.Taken taken) {
    if (reader.asJson()) {
      return Response.status(taken.outcome() == Outcome.RECORDED ? 201 : 200)
          .type(MediaType.APPLICATION_JSON)
          .header("Cache-Control", "no-store")
          .entity(new SentView(taken.outcome(), taken.completeness()))
          .build();
    }
    return Response.status(303)
        .header("Location", "/r/" + reader.key() + "?lang=" + taken.lang())
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  private Uni<Response> gone(Reader reader, boolean expired) {
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

  private Uni<Response> unanswered(Reader reader, Shown.Unanswered shown) {
    CutPage known = kept.getIfPresent(shown.view());
    return known == null
        ? drawn(shown).map(cut -> html(reader, shown.view(), cut))
        : Uni.createFrom().item(html(reader, shown.view(), known));
  }

  private Response html(Reader reader, FirstView view, CutPage cut) {
    Own own = own(reader);
    return html(cut.with(own), view.locale(), own.nonce(), 200);
  }

  private Uni<CutPage> drawn(Shown.Unanswered shown) {
    return drawn(RespondPage.of(shown.asked(), null), CutPage.MARKS)
        .map(CutPage::new)
        .invoke(cut -> kept.put(shown.view(), cut));
  }

  private Uni<Response> page(Reader reader, RespondPage page, int status) {
    Own own = own(reader);
    return drawn(page, own).map(html -> html(html, page.lang(), own.nonce(), status));
  }

  private static Uni<String> drawn(RespondPage page, Own own) {
    return Templates.respond(page, own.key(), own.nonce(), own.token()).createUni();
  }

  private Own own(Reader reader) {
    return new Own(reader.key(), nonce(), tokens.issue(reader.key()));
  }

  private Uni<Response> plain(Plain page, int status) {
    String nonce = nonce();
    return Templates.gone(page, nonce)
        .createUni()
        .map(html -> html(html, page.lang(), nonce, status));
  }

  /** With what this page says of its own; the rest is added to all pages. */
  private static Response html(Object html, String lang, String nonce, int status) {
    Response.ResponseBuilder response =
        Response.status(status)
            .type(HTML)
            .header("Content-Language", lang)
            .header("Vary", "Accept, Accept-Language")
            // The key in the address is the secret: it goes to nobody else.
            .header("Referrer-Policy", "no-referrer")
            .header("X-Robots-Tag", "noindex, nofollow")
            .header(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'nonce-"
                    + nonce
                    + "'; script-src 'self'; img-src data:; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'")
            .entity(html);
    if (status == 503) {
      response.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    return response.build();
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
