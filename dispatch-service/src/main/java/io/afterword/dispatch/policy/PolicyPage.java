package io.afterword.dispatch.policy;

import io.afterword.dispatch.decision.FilterSentence;
import io.afterword.dispatch.decision.Policy;
import io.afterword.dispatch.decision.PolicyTerms;
import io.afterword.dispatch.decision.Trigger;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The staff's list of policies, each spoken as sentences. */
@Path("/policies")
class PolicyPage {
  private final Policies policies;
  private final Pool pool;

  PolicyPage(Policies policies, Pool pool) {
    this.policies = policies;
    this.pool = pool;
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "policies")
  static class Templates {
    static native TemplateInstance list(List<Line> lines, String floor);
  }

  /** One policy in words. */
  record Line(
      String name,
      String survey,
      String metric,
      boolean enabled,
      String when,
      String whom,
      String gaps) {

    static Line of(Policy policy) {
      PolicyTerms terms = policy.terms();
      return new Line(
          terms.name(),
          policy.survey().name(),
          policy.survey().metric().name(),
          policy.enabled(),
          when(terms),
          FilterSentence.of(terms.filter()),
          gaps(terms.coolDowns()));
    }

    private static String when(PolicyTerms terms) {
      String trigger =
          terms.trigger() instanceof Trigger.EveryN everyN
              ? "On every %d interactions of a contact".formatted(everyN.n())
              : "On each interaction";
      return terms.delay().isZero()
          ? trigger + ", at once"
          : trigger + ", " + inWords(terms.delay()) + " later";
    }

    private static String gaps(PolicyTerms.Gaps gaps) {
      var words = new ArrayList<String>();
      if (!gaps.acrossAll().isZero()) {
        words.add(inWords(gaps.acrossAll()) + " to any other invitation");
      }
      if (!gaps.perMetric().isZero()) {
        words.add(inWords(gaps.perMetric()) + " to the same metric");
      }
      if (!gaps.perSurvey().isZero()) {
        words.add(inWords(gaps.perSurvey()) + " to the same survey");
      }
      return words.isEmpty() ? "only the workspace's own" : String.join(", ", words);
    }
  }

  /** "30 days", "1 day 12 hours", "90 seconds". */
  static String inWords(Duration duration) {
    var words = new ArrayList<String>();
    add(words, duration.toDaysPart(), "day");
    add(words, duration.toHoursPart(), "hour");
    add(words, duration.toMinutesPart(), "minute");
    add(words, duration.toSecondsPart(), "second");
    return words.isEmpty() ? "no time" : String.join(" ", words);
  }

  private static void add(List<String> words, long count, String unit) {
    if (count > 0) {
      words.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  @GET
  @RolesAllowed("policies:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list() {
    return policies
        .all(pool)
        .map(all -> Templates.list(all.stream().map(Line::of).toList(), inWords(policies.floor())));
  }
}
