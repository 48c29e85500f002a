package io.afterword.scoring.annotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.afterword.scoring.request.Filters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An annotation as it is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Annotation",
    requiredProperties = {"id", "day", "title", "filter", "createdAt", "updatedAt"})
public record AnnotationView(
    UUID id,
    @Schema(description = "The first local day on which the change was in force") LocalDate day,
    @Schema(examples = "Release 4.2: new checkout") String title,
    @Nullable String note,
    @Schema(description = "Only this survey; absent: all of them") @Nullable UUID survey,
    @Schema(description = "Only answers with these members, by segment") Map<String, String> filter,
    Instant createdAt,
    Instant updatedAt) {

  static AnnotationView of(Annotation annotation) {
    return new AnnotationView(
        annotation.id,
        annotation.day,
        annotation.title,
        annotation.note,
        annotation.survey,
        Filters.read(annotation.filter),
        annotation.createdAt,
        annotation.updatedAt);
  }

  /** Whether it says something about the answers of this survey. */
  boolean concerns(@Nullable UUID asked) {
    return survey == null || asked == null || survey.equals(asked);
  }
}
