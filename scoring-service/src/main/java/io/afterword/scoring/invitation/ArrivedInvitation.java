package io.afterword.scoring.invitation;

import io.afterword.platform.feed.ReceivedEvent;
import io.afterword.platform.feed.RefusedEventException;
import io.afterword.scoring.segment.MemberName;
import io.afterword.scoring.segment.Segment;
import io.afterword.scoring.series.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as it stood at that revision.
 *
 * @param day the local day of the first send; null before it
 */
record ArrivedInvitation(
    UUID id, int revision, Instant at, @Nullable LocalDate day, InvitationChanged data) {

  static ArrivedInvitation read(ReceivedEvent event, ZoneId zone) {
    InvitationChanged data = event.dataAs(InvitationChanged.class);
    Instant sent = data.firstSentAt();
    return new ArrivedInvitation(
        UUID.fromString(event.subject()),
        event.revision(),
        event.time(),
        sent == null ? null : LocalDate.ofInstant(sent, zone),
        data);
  }

  /** Refuses one that was not sent yet: it would count on a day that is still to come. */
  ArrivedInvitation requireSentBy(Instant latest) {
    Instant sent = data.firstSentAt();
    if (sent != null && sent.isAfter(latest)) {
      throw new RefusedEventException("firstSentAt must not be in the future");
    }
    return this;
  }

  short slot() {
    return Slot.of(data.surveyId());
  }

  @Nullable String channel() {
    return value(InvitationChanged.Context::channel);
  }

  @Nullable String team() {
    return value(InvitationChanged.Context::team);
  }

  @Nullable String kind() {
    return value(InvitationChanged.Context::kind);
  }

  @Nullable String agent() {
    return value(context -> context.agent() == null ? null : context.agent().id());
  }

  private @Nullable String agentName() {
    return value(context -> context.agent() == null ? null : context.agent().name());
  }

  private @Nullable String value(Function<InvitationChanged.Context, @Nullable String> part) {
    InvitationChanged.Context context = data.context();
    return context == null ? null : MemberName.cleaned(part.apply(context));
  }

  /** The members that must have a number before this invitation can be counted. */
  List<MemberName> members() {
    List<MemberName> members = new ArrayList<>();
    add(members, Segment.CHANNEL, channel(), null);
    add(members, Segment.TEAM, team(), null);
    add(members, Segment.KIND, kind(), null);
    add(members, Segment.AGENT, agent(), agentName());
    return members;
  }

  private void add(
      List<MemberName> members, Segment segment, @Nullable String value, @Nullable String name) {
    if (value != null) {
      members.add(new MemberName(segment, value, name, occurredAt()));
    }
  }

  private Instant occurredAt() {
    return Optional.ofNullable(data.context())
        .map(InvitationChanged.Context::interaction)
        .map(InvitationChanged.Interaction::occurredAt)
        .orElse(at);
  }

  static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
