package io.afterword.scoring.dashboard;

import io.afterword.platform.http.CursorPage;
import io.afterword.scoring.drilldown.AnswerList;
import io.afterword.scoring.drilldown.AnswerQuestion;
import io.afterword.scoring.drilldown.CountedAnswer;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.selection.Selection;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The answers behind a bar, a line of a table or a field of the map, with their conversations. */
@Path("/scores/answers")
class AnswersPage {
  private static final Set<String> NARROWING = Set.of("filter", "rating", "hourOfWeek");
  private static final Set<String> PARAMETERS = parameters();

  private final Looks looks;
  private final AnswerList answers;

  AnswersPage(Looks looks, AnswerList answers) {
    this.looks = looks;
    this.answers = answers;
  }

  @CheckedTemplate(basePath = "scores")
  static class Templates {
    private Templates() {}

    static native TemplateInstance answers(View view);
  }

  /**
   * What the page shows.
   *
   * @param narrowed what was asked for beside survey and days, as it stands in the address
   * @param next the address of the next page
   */
  record View(
      String survey,
      String days,
      List<String> narrowed,
      List<Item> items,
      String back,
      @Nullable String next) {}

  /**
   * One answer.
   *
   * @param url of its conversation; null where the source has given none
   */
  record Item(
      int rating,
      String day,
      @Nullable String comment,
      String about,
      @Nullable String conversation,
      @Nullable String url,
      @Nullable String contact) {}

  @GET
  @RolesAllowed({"scores:read", "scores:own"})
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Uni<TemplateInstance> page(@Context UriInfo uri, @Context SecurityIdentity visitor) {
    Parameters parameters = Parameters.of(uri.getQueryParameters(), PARAMETERS);
    return looks
        .find(parameters, visitor)
        .chain(
            look -> {
              Look found = look.orElseThrow(() -> Parameters.unknownSurvey(null));
              // What is the visitor's own stays their own, whatever else is asked for.
              Selection selection =
                  found
                      .selection()
                      .with(Selection.filter(parameters.all("filter")))
                      .with(found.filter());
              return answers
                  .page(AnswerQuestion.behind(selection, parameters))
                  .map(page -> Templates.answers(view(found, parameters, page)));
            });
  }

  private static View view(Look look, Parameters parameters, CursorPage<CountedAnswer> page) {
    StringBuilder query = new StringBuilder(Links.answers(look, look.days()));
    List<String> narrowed = new ArrayList<>();
    for (String name : NARROWING.stream().sorted().toList()) {
      for (String value : parameters.all(name)) {
        query
            .append('&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        narrowed.add(name.equals("filter") ? value : name + ":" + value);
      }
    }
    String cursor = page.nextCursor();
    return new View(
        look.survey().name(),
        look.words()
            .text()
            .days(
                look.words().figures().day(look.days().from()),
                look.words().figures().day(look.until())),
        narrowed,
        page.items().stream().map(answer -> item(answer, look)).toList(),
        "/scores?" + look.query(),
        cursor == null
            ? null
            : query + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
  }

  private static Item item(CountedAnswer answer, Look look) {
    CountedAnswer.Conversation conversation = answer.conversation();
    CountedAnswer.Person contact = answer.contact();
    String url = conversation == null ? null : conversation.url();
    return new Item(
        answer.rating(),
        look.words().figures().day(answer.day()),
        answer.comment(),
        String.join(" · ", answer.segments().values()),
        conversation == null ? null : conversation.id(),
        url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null,
        contact == null ? null : contact.name() == null ? contact.id() : contact.name());
  }

  private static Set<String> parameters() {
    Set<String> all = new TreeSet<>(Looks.PARAMETERS);
    all.addAll(NARROWING);
    all.add("cursor");
    return all;
  }
}
