package io.afterword.scoring.dashboard;

import io.afterword.platform.access.Caller;
import io.afterword.platform.problem.Problem;
import io.afterword.scoring.beside.SideBySide;
import io.afterword.scoring.request.Calendar;
import io.afterword.scoring.request.Parameters;
import io.afterword.scoring.request.ScoringProblem;
import io.afterword.scoring.request.Workspace;
import io.afterword.scoring.score.ScoreQuestion;
import io.afterword.scoring.score.ScoreService;
import io.afterword.scoring.segment.Segments;
import io.afterword.scoring.series.KnownSurvey;
import io.afterword.scoring.series.SeriesCatalog;
import io.afterword.scoring.tally.Days;
import io.afterword.scoring.wording.Wording;
import io.afterword.scoring.wording.Words;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out what a visitor wants to look at, and may. */
@ApplicationScoped
class Looks {
  /** What the map of hours can be narrowed to. */
  static final List<String> HEAT_SEGMENTS = List.of("channel", "agent");

  static final String PEOPLE = "people";

  /**
   * The trigger whose answers are shown, where a survey has several that do not measure the same.
   */
  static final String ASKED = "asked";

  static final Set<String> PARAMETERS =
      Set.of(
          "survey",
          "from",
          "until",
          "by",
          heatParameter("channel"),
          heatParameter("agent"),
          PEOPLE,
          ASKED);

  private static final String ALL_SCORES = "scores:read";

  /** Whom people ask about first. */
  private static final String USUAL_SEGMENT = "agent";

  /** What an agent's own answers are cut by. */
  private static final String USUAL_OWN_SEGMENT = "channel";

  private final Pool pool;
  private final SeriesCatalog catalog;
  private final Segments segments;
  private final Workspace workspace;
  private final Wording wording;
  private final ScoreService scores;

  Looks(
      Pool pool,
      SeriesCatalog catalog,
      Segments segments,
      Workspace workspace,
      Wording wording,
      ScoreService scores) {
    this.pool = pool;
    this.catalog = catalog;
    this.segments = segments;
    this.workspace = workspace;
    this.wording = wording;
    this.scores = scores;
  }

  /** What was asked for, before it is known which surveys there are. */
  private record Wish(
      @Nullable UUID survey,
      Days days,
      LocalDate today,
      String by,
      Map<String, String> heat,
      SideBySide.People people,
      @Nullable String agent) {}

  /** The name of its parameter in the page's address. */
  static String heatParameter(String segment) {
    return "hours-" + segment;
  }

  /** An agent's own page has no other agent to choose. */
  static List<String> heatSegments(boolean own) {
    return own ? List.of("channel") : HEAT_SEGMENTS;
  }

  private static Map<String, String> heat(Parameters parameters, @Nullable String agent) {
    Map<String, String> heat = new LinkedHashMap<>();
    for (String segment : heatSegments(agent != null)) {
      String member = parameters.text(heatParameter(segment));
      if (member != null) {
        heat.put(segment, member);
      }
    }
    return heat;
  }

  private static SideBySide.People people(Parameters parameters) {
    SideBySide.People people =
        parameters.constant(PEOPLE, SideBySide.People.class, ScoringProblem.UNKNOWN_PEOPLE);
    return people == null ? SideBySide.People.ALL : people;
  }

  /** Empty while no survey has been published. */
  Uni<Optional<Look>> find(Parameters parameters, SecurityIdentity visitor) {
    Words words = wording.now();
    Calendar calendar = workspace.calendar();
    String agent = agent(visitor, words);
    Wish wish =
        new Wish(
            parameters.survey(),
            days(parameters, calendar),
            calendar.today(),
            by(parameters.text("by"), agent),
            heat(parameters, agent),
            people(parameters),
            agent);
    String trigger = parameters.text(ASKED);
    return catalog
        .surveys(pool)
        .map(surveys -> look(wish, surveys, words))
        .chain(
            look ->
                look.isEmpty()
                    ? Uni.createFrom().item(look)
                    : asked(look.get(), trigger)
                        .map(triggers -> Optional.of(look.get().asked(triggers))));
  }

  /** Where nobody may see them apart, they are not shown apart. */
  private Uni<AskedBy> asked(Look look, @Nullable String wanted) {
    return scores
        .answer(ScoreQuestion.of(look.selectionOfAll()).groupedBy("trigger"))
        .map(answer -> AskedBy.of(answer.groups(), wanted))
        .onFailure(Problem.class)
        .recoverWithItem(AskedBy.ANY);
  }

  private static Optional<Look> look(Wish wish, List<KnownSurvey> surveys, Words words) {
    if (wish.survey() == null && surveys.isEmpty()) {
      return Optional.empty();
    }
    KnownSurvey survey =
        wish.survey() == null
            ? surveys.get(0)
            : surveys.stream()
                .filter(each -> each.id().equals(wish.survey()))
                .findFirst()
                .orElseThrow(() -> Parameters.unknownSurvey(wish.survey()));
    return Optional.of(
        new Look(
            surveys,
            survey,
            wish.days(),
            wish.today(),
            wish.by(),
            wish.heat(),
            wish.people(),
            AskedBy.ANY,
            wish.agent(),
            words));
  }

  /** Null for who may see everybody's scores; an agent without an id has no answers to see. */
  private static @Nullable String agent(SecurityIdentity visitor, Words words) {
    if (visitor.hasRole(ALL_SCORES)) {
      return null;
    }
    String agent = Caller.agentId(visitor);
    if (agent == null) {
      throw Problem.of(ScoringProblem.NO_AGENT_ID, words.text().noAgentId());
    }
    return agent;
  }

  private String by(@Nullable String asked, @Nullable String agent) {
    if (asked == null) {
      return agent == null ? USUAL_SEGMENT : USUAL_OWN_SEGMENT;
    }
    if (segments.named(asked).isEmpty()) {
      throw Parameters.unknownSegment(asked, segments.names());
    }
    return asked;
  }

  /** The form names the last day itself; the calendar the day after it. */
  private static Days days(Parameters parameters, Calendar calendar) {
    String until = parameters.text("until");
    try {
      String to = until == null ? null : LocalDate.parse(until).plusDays(1).toString();
      return calendar.days(parameters.text("from"), to);
    } catch (DateTimeParseException e) {
      throw Problem.of(
          ScoringProblem.BAD_PERIOD,
          "until must be a date such as 2026-11-30, was '%s'".formatted(until));
    }
  }
}
