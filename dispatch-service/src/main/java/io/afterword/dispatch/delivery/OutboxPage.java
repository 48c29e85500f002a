package io.afterword.dispatch.delivery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The staff's view of what was sent, what waits, and what nobody knows of. */
@Path("/outbox")
class OutboxPage {
  private static final int SHOWN = 100;

  private final Outbox outbox;
  private final DeliveryConfig config;
  private final DateTimeFormatter time;

  OutboxPage(
      Outbox outbox,
      DeliveryConfig config,
      @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.outbox = outbox;
    this.config = config;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "outbox")
  static class Templates {
    static native TemplateInstance list(
        List<Tab> tabs, List<Line> lines, String chosen, String waiting, String older);

    static native TemplateInstance unknown(Unknown page);
  }

  /** The page about mails of which nobody knows; empty texts are left out. */
  record Unknown(
      List<Tab> tabs,
      List<InDoubt> lines,
      String waiting,
      String told,
      String retry,
      boolean mayResolve,
      long open,
      String older) {}

  /** One of them in words. */
  record InDoubt(
      String id,
      int revision,
      String contact,
      String since,
      String copies,
      String why,
      String letBe) {}

  /** One state with its number. */
  record Tab(String name, String words, long count, boolean current) {}

  /** One delivery in words. */
  record Line(
      String id,
      String contact,
      String state,
      String colour,
      String due,
      int attempts,
      String reply) {}

  @GET
  @RolesAllowed("deliveries:read")
  @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @QueryParam("state") @Nullable DeliveryState state,
      @QueryParam("before") @Nullable UUID before,
      @QueryParam("told") @Nullable String told,
      @Context SecurityContext visitor) {
    return outbox
        .counts()
        .chain(counts -> outbox.waitingBecause().map(waiting -> new Around(counts, waiting)))
        .chain(
            around ->
                outbox
                    .page(state, null, before, SHOWN + 1)
                    .chain(
                        found ->
                            state == DeliveryState.UNKNOWN
                                ? unknown(around, found, told, visitor)
                                : Uni.createFrom().item(page(state, around, found))));
  }

  /** What every page of the outbox shows beside its list. */
  private record Around(Map<DeliveryState, Long> counts, String waiting) {
    List<Tab> tabs(@Nullable DeliveryState chosen) {
      return counts.entrySet().stream()
          .map(
              entry ->
                  new Tab(
                      entry.getKey().name(),
                      words(entry.getKey()),
                      entry.getValue(),
                      entry.getKey() == chosen))
          .toList();
    }
  }

  private TemplateInstance page(
      @Nullable DeliveryState state, Around around, List<DeliveryView> found) {
    return Templates.list(
        around.tabs(state),
        found.stream().limit(SHOWN).map(this::line).toList(),
        state == null ? "" : state.name(),
        around.waiting(),
        older(found));
  }

  private Uni<TemplateInstance> unknown(
      Around around, List<DeliveryView> found, @Nullable String told, SecurityContext visitor) {
    boolean retries = config.unknown() == Settling.UnknownPolicy.RETRY;
    return outbox
        .countInDoubt(DoubtFilter.ALL, false)
        .map(
            open ->
                Templates.unknown(
                    new Unknown(
                        around.tabs(DeliveryState.UNKNOWN),
                        found.stream().limit(SHOWN).map(this::inDoubt).toList(),
                        around.waiting(),
                        ResolutionPage.inWords(told),
                        retries ? config.unknownRetryAfter().toMinutes() + " minutes" : "",
                        visitor.isUserInRole("deliveries:write"),
                        open,
                        older(found))));
  }

  private static String older(List<DeliveryView> found) {
    return found.size() > SHOWN ? found.get(SHOWN - 1).id().toString() : "";
  }

  private InDoubt inDoubt(DeliveryView delivery) {
    return new InDoubt(
        delivery.id().toString(),
        delivery.revision(),
        delivery.contactId().toString(),
        delivery.unknownSince() == null ? "" : time.format(delivery.unknownSince()),
        delivery.resent() ? "sent again once" : "one",
        delivery.replyText() == null ? "" : delivery.replyText(),
        delivery.letBeAt() == null ? "" : time.format(delivery.letBeAt()));
  }

  private Line line(DeliveryView delivery) {
    String code =
        delivery.replyCode() == null || delivery.replyCode() == 0 ? "" : delivery.replyCode() + " ";
    return new Line(
        delivery.id().toString(),
        delivery.contactId().toString(),
        words(delivery.state()),
        colour(delivery.state()),
        time.format(delivery.sentAt() == null ? delivery.dueAt() : delivery.sentAt()),
        delivery.attempts(),
        delivery.replyText() == null ? "" : code + delivery.replyText());
  }

  static String words(DeliveryState state) {
    return switch (state) {
      case QUEUED -> "waiting";
      case SENDING -> "being sent";
      case SENT -> "sent";
      case UNKNOWN -> "unknown";
      case FAILED -> "failed";
      case BOUNCED -> "bounced";
      case CANCELLED -> "cancelled";
    };
  }

  private static String colour(DeliveryState state) {
    return switch (state) {
      case SENT -> "good";
      case FAILED, BOUNCED -> "bad";
      case UNKNOWN -> "warn";
      case QUEUED, SENDING, CANCELLED -> "quiet";
    };
  }
}
