package io.afterword.scoring.invitation;

import io.afterword.scoring.segment.Segment;
import java.util.Arrays;
import java.util.Optional;

/** The segments that invitations are counted by; the first four of the answers'. */
enum InvitationSegment {
  CHANNEL(Segment.CHANNEL),
  AGENT(Segment.AGENT),
  TEAM(Segment.TEAM),
  KIND(Segment.KIND);

  private final Segment segment;

  InvitationSegment(Segment segment) {
    this.segment = segment;
  }

  Segment segment() {
    return segment;
  }

  static Optional<InvitationSegment> named(String name) {
    return Arrays.stream(values()).filter(each -> each.segment.column().equals(name)).findFirst();
  }
}
