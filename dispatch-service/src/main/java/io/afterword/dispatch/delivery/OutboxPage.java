package io.afterword.dispatch.delivery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
  private final DateTimeFormatter time;

  OutboxPage(Outbox outbox, @ConfigProperty(name = "afterword.workspace.zone") ZoneId zone) {
    this.outbox = outbox;
    this.time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(zone);
  }

  /** The page's templates. */
  @CheckedTemplate(basePath = "outbox")
  static class Templates {
    static native TemplateInstance list(
        List<Tab> tabs, List<Line> lines, String chosen, String waiting, String older);
  }

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
      @QueryParam("before") @Nullable UUID before) {
    return outbox
        .counts()
        .chain(
            counts ->
                outbox
                    .waitingBecause()
                    .chain(
                        waiting ->
                            outbox
                                .page(state, null, before, SHOWN + 1)
                                .map(found -> page(state, counts, waiting, found))));
  }

  private TemplateInstance page(
      @Nullable DeliveryState state,
      Map<DeliveryState, Long> counts,
      String waiting,
      List<DeliveryView> found) {
    List<DeliveryView> shown = found.stream().limit(SHOWN).toList();
    String older = found.size() > SHOWN ? shown.get(SHOWN - 1).id().toString() : "";
    return Templates.list(
        counts.entrySet().stream()
            .map(
                entry ->
                    new Tab(
                        entry.getKey().name(),
                        words(entry.getKey()),
                        entry.getValue(),
                        entry.getKey() == state))
            .toList(),
        shown.stream().map(this::line).toList(),
        state == null ? "" : state.name(),
        waiting,
        older);
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
