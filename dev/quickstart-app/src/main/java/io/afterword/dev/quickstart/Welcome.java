package io.afterword.dev.quickstart;

import io.afterword.dev.quickstart.suite.Suite;
import java.net.URI;
import java.util.Locale;

/** What a person reads when everything runs. */
final class Welcome {
  private Welcome() {}

  static String text(Suite suite, LoopMemory loop, double seconds) {
    URI front = suite.frontUrl();
    return String.format(Locale.ROOT, "%nReady after %.1f s%n%n", seconds)
        + """
          Afterword   %1$s      sign in as admin, password %2$s
          Scores      %1$s/scores
          Inbox       %3$s      every mail that the suite sends
          Addresses and an API key for programs: .afterword/quickstart.json

        Report a solved ticket; Ada's mail is in the inbox two seconds later:

          curl -X POST %1$s/v1/interactions \\
            -H 'Authorization: Bearer %4$s' \\
            -H 'Content-Type: application/json' \\
            -d '{"source": "curl", "id": "'"$(date +%%s)"'", "kind": "SUPPORT", "channel": "CHAT",
                 "occurredAt": "'"$(date -u +%%Y-%%m-%%dT%%H:%%M:%%SZ)"'", "resolved": true,
                 "contact": {"email": "ada.'"$(date +%%s)"'@example.org", "name": "Ada Lovelace"}}'

        Why somebody was asked or not, and the score:

          curl -H 'Authorization: Bearer %4$s' '%1$s/v1/decisions'
          curl -H 'Authorization: Bearer %4$s' '%1$s/v1/scores?survey=%5$s'

        Ctrl-C stops everything.\
        """
            .formatted(
                front,
                suite.secrets().adminPassword(),
                suite.inboxUrl(),
                loop.apiKey(),
                loop.surveyId());
  }
}
