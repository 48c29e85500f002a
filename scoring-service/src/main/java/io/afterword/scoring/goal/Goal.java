package io.afterword.scoring.goal;

import io.afterword.scoring.metric.Metric;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** What a score is to become by when. */
@Entity
class Goal {
  @Id UUID id;
  @Version long version;
  String name;

  @Enumerated(EnumType.STRING)
  Metric metric;

  @Column(name = "survey_id")
  UUID survey;

  String filter;
  double target;

  @Column(name = "by_day")
  LocalDate by;

  int days;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  protected Goal() {}

  static Goal create(UUID id, GoalRequest request, String filter, Instant now) {
    Goal goal = new Goal();
    goal.id = id;
    goal.createdAt = now;
    goal.change(request, filter, now);
    return goal;
  }

  void change(GoalRequest request, String filter, Instant now) {
    this.name = request.name().strip();
    this.metric = request.metric();
    this.survey = request.survey();
    this.filter = filter;
    this.target = request.target();
    this.by = request.by();
    this.days = request.daysOrUsual();
    this.updatedAt = now;
  }
}
