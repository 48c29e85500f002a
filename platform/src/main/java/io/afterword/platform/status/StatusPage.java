package io.afterword.platform.status;

import io.afterword.platform.feed.FeedStatus;
import io.afterword.platform.feed.SubscriptionView;
import io.afterword.platform.http.OwnPath;
import io.afterword.platform.job.JobView;
import io.afterword.platform.page.Language;
import io.afterword.platform.page.PageLanguage;
import io.afterword.platform.status.StatusResource.StatusView;
import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The status for people: what waits, for whom, since when. */
@Path(OwnPath.ROOT + "/status")
class StatusPage {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final StatusResource status;
  private final OwnPath own;
  private final PageLanguage language;
  private final ZoneId zone;
  private final List<StatusWords> words;

  StatusPage(
      StatusResource status,
      OwnPath own,
      PageLanguage language,
      @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone,
      @All List<StatusWords> words) {
    this.status = status;
    this.own = own;
    this.language = language;
    this.zone = zone;
    this.words = words;
  }

  /** The page's template. */
  @CheckedTemplate(basePath = "status")
  static class Templates {
    static native TemplateInstance page(
        String service,
        String now,
        String path,
        boolean known,
        List<Told> troubles,
        List<String> waiting,
        List<String> jobs);
  }

  /** A trouble in words. */
  record Told(String what, String since) {}

  @GET
  @RolesAllowed("status:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> show() {
    Language spoken = language.now();
    return status.status().chain(view -> of(view, spoken));
  }

  private Uni<TemplateInstance> of(StatusView view, Language spoken) {
    if (view.feed() == null) {
      return Uni.createFrom().item(page(view, spoken, List.of()));
    }
    Uni<List<String>> sentences = Uni.createFrom().item(List.of());
    for (StatusWords each : words) {
      sentences =
          sentences.chain(
              said -> each.sentences(spoken, time(view.now())).map(more -> together(said, more)));
    }
    return sentences.map(said -> page(view, spoken, said));
  }

  private TemplateInstance page(StatusView view, Language spoken, List<String> own) {
    StatusText text = MessageBundles.get(StatusText.class, Localized.Literal.of(spoken.tag()));
    Function<Instant, String> time = time(view.now());
    FeedStatus.View feed = view.feed();
    return Templates.page(
        this.own.service(),
        time.apply(view.now()),
        this.own.of("/v1/status"),
        feed != null,
        view.troubles().stream()
            .map(trouble -> new Told(trouble.what(), time.apply(trouble.since())))
            .toList(),
        feed == null ? List.of() : together(own, waiting(feed, text, time)),
        jobs(Objects.requireNonNullElse(view.jobs(), List.of()), text));
  }

  static List<String> waiting(
      FeedStatus.View feed, StatusText text, Function<Instant, String> time) {
    var sentences = new ArrayList<String>();
    if (feed.parked() > 0) {
      sentences.add(text.parked(feed.parked()));
    }
    for (SubscriptionView one : feed.subscriptions()) {
      String who = one.ofCustomer() ? text.webhook(one.url()) : one.name() + "-service";
      Instant since = one.waitingSince();
      String error = Objects.requireNonNullElse(one.lastError(), "");
      switch (one.state()) {
        case PAUSED -> sentences.add(text.paused(who, error));
        case FAILING -> sentences.add(text.failing(who, error));
        case DELIVERING -> {}
      }
      sentences.add(
          since == null ? text.taken(who) : text.events(one.waiting(), who, time.apply(since)));
    }
    return sentences;
  }

  static List<String> jobs(List<JobView> jobs, StatusText text) {
    var sentences = new ArrayList<String>();
    jobs.stream()
        .filter(job -> job.failures() > 0)
        .forEach(
            job ->
                sentences.add(
                    text.jobFails(
                        job.name(),
                        job.failures(),
                        Objects.requireNonNullElse(job.lastError(), ""))));
    int fine = jobs.size() - sentences.size();
    if (fine > 0) {
      sentences.add(text.fine(fine));
    }
    return sentences;
  }

  private Function<Instant, String> time(Instant now) {
    return moment -> written(moment, now, zone);
  }

  /** The time of day, with the day where that is not today. */
  static String written(Instant moment, Instant now, ZoneId zone) {
    boolean today = LocalDate.ofInstant(moment, zone).equals(LocalDate.ofInstant(now, zone));
    return (today ? TIME : DAY_AND_TIME).format(moment.atZone(zone));
  }

  private static List<String> together(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
