package io.afterword.survey.honesty;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What speaks for a machine having answered. */
@Schema(
    name = "Signal",
    description =
        "What speaks for a machine having answered. TOO_FAST: sent sooner after the page was made"
            + " than anybody reads it. MANY_LINKS: three or more of the mail's links were opened"
            + " within ten seconds. SEVERAL_RATINGS: three or more ratings were sent from different"
            + " views of the page within ten seconds. SCANNER_NETWORK: it came from a network that"
            + " is configured as a mail scanner's. HIDDEN_LINK: a link that nobody can see was"
            + " followed. NO_TRUSTED_INPUT: scripts ran, and the form was sent without a touch, a"
            + " click or a key.")
public enum Signal {
  TOO_FAST,
  MANY_LINKS,
  SEVERAL_RATINGS,
  SCANNER_NETWORK,
  HIDDEN_LINK,
  NO_TRUSTED_INPUT
}
