package io.afterword.dispatch.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.dispatch.interaction.Interaction;
import io.afterword.dispatch.survey.Metric;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A template as it is shown. */
@Schema(
    name = "PolicyTemplate",
    description = "A moment that is worth asking after, as a policy that can be used as it is.",
    requiredProperties = {"id", "title", "purpose", "metrics", "kinds", "sentence", "policy"})
record PolicyTemplateView(
    @Schema(description = "What to send as template.", examples = "self-service") String id,
    @Schema(description = "The policy's name unless another is given.", examples = "After support")
        String title,
    @Schema(description = "When it is the right one, and what it leaves out.") String purpose,
    @Schema(description = "What is best asked then, the most fitting first.") List<Metric> metrics,
    @Schema(
            description =
                "Kinds of interactions that it is about; empty where none leads to asking.")
        List<Interaction.Kind> kinds,
    @Schema(
            description = "What it means.",
            examples =
                "1 day after each interaction where kind is SALES, at most once in 30 days per"
                    + " person")
        String sentence,
    @Schema(ref = "#/components/schemas/PolicyMembers") JsonNode policy) {

  static PolicyTemplateView of(PolicyTemplate template) {
    return new PolicyTemplateView(
        template.id(),
        template.title(),
        template.purpose(),
        template.metrics(),
        template.kinds(),
        template.sentence(),
        template.policy());
  }
}
