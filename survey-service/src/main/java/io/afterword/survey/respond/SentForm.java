package io.afterword.survey.respond;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The page's form, for the API document; it is read by {@link FormFields}. */
@Schema(
    name = "ResponseForm",
    description =
        "Fields of the page's form. A further question has a field named as its id; a multiple"
            + " choice has a field id.option with any value for each option that is chosen.")
record SentForm(
    @Schema(required = true, description = "Rating of the scored question.", examples = "4")
        String rating,
    @Schema(
            description = "Answer to the first text question.",
            maxLength = AnswerReader.LONGEST_TEXT)
        @Nullable String comment,
    @Schema(description = "Language in which it was read.", examples = "en") @Nullable String lang,
    @Schema(description = "COMPLETE unless said otherwise.") @Nullable Completeness completeness) {}
