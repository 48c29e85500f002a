package io.afterword.dispatch.policy;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Something about a policy that is allowed and may surprise. */
@Schema(
    description = "Something about a policy that is allowed and may surprise.",
    requiredProperties = {"code", "pointer", "detail"})
record PolicyWarning(
    Code code,
    @Schema(description = "Where in the policy, as a JSON pointer.", examples = "/coolDowns")
        String pointer,
    @Schema(description = "What will happen, and what to do about it.") String detail) {

  /** The closed list of warnings. */
  @Schema(name = "PolicyWarningCode")
  enum Code {
    /** Somebody may be asked more than once a week. */
    ASKS_OFTEN,
    /** The filter reads an attribute or fact that nobody was reported with lately. */
    UNKNOWN_ATTRIBUTE
  }
}
