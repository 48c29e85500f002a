package io.afterword.scoring.coverage;

import io.afterword.scoring.segment.MemberName;
import io.afterword.scoring.segment.Segment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The segments that decisions are counted by. */
enum CoverageSegment {
  CHANNEL(Segment.CHANNEL),
  AGENT(Segment.AGENT),
  TEAM(Segment.TEAM),
  LOCALE(Segment.LOCALE);

  private final Segment segment;

  CoverageSegment(Segment segment) {
    this.segment = segment;
  }

  Segment segment() {
    return segment;
  }

  @Nullable String of(CoverageCounted counted) {
    return MemberName.cleaned(
        switch (this) {
          case CHANNEL -> counted.channel();
          case AGENT -> counted.agent();
          case TEAM -> counted.team();
          case LOCALE -> counted.locale();
        });
  }

  static Optional<CoverageSegment> named(String name) {
    return Arrays.stream(values()).filter(each -> each.segment.column().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(each -> each.segment.column()).toList();
  }
}
