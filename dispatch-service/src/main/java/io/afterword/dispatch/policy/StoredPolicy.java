package io.afterword.dispatch.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A policy's row. What its terms mean is read by {@link PolicyDocument}. */
@Entity
@Table(name = "policy")
class StoredPolicy {
  @Id UUID id;
  @Version long version;
  String name;

  @Column(name = "survey_id")
  UUID surveyId;

  boolean enabled;
  String definition;

  /** Counts of older versions are not read any more. */
  @Column(name = "counts_since")
  long countsSince;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  protected StoredPolicy() {}

  static StoredPolicy create(UUID id, PolicyDocument document, boolean enabled, Instant now) {
    var policy = new StoredPolicy();
    policy.id = id;
    policy.createdAt = now;
    policy.change(document, enabled, now);
    return policy;
  }

  void change(PolicyDocument document, boolean enabled, Instant now) {
    this.name = document.terms().name();
    this.surveyId = document.terms().surveyId();
    this.definition = document.text();
    this.enabled = enabled;
    this.updatedAt = now;
  }

  /** The version that is about to be written counts from zero. */
  void startCountingAgain() {
    this.countsSince = version + 1;
  }

  void switchTo(boolean enabled, Instant now) {
    if (this.enabled != enabled) {
      this.enabled = enabled;
      this.updatedAt = now;
    }
  }
}
