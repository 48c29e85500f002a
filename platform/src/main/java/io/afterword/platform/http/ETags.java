package io.afterword.platform.http;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Strong entity tags made from a row's version, and the {@code If-Match} that a change needs. */
public final class ETags {
  private ETags() {}

  /** The tag of a version: {@code "3"}, with its quotes. */
  public static String of(long version) {
    return "\"" + version + "\"";
  }

  /**
   * Lets a change pass only if it names the version that it was made on. Several tags may be
   * listed; weak ones never match, as RFC 9110 13.1.1 says; {@code *} matches whatever is there.
   */
  public static void require(@Nullable String ifMatch, long version) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw Problem.of(
          CommonProblem.VERSION_REQUIRED,
          "Send If-Match with the ETag of the version that you read, so that nobody's change is"
              + " overwritten unseen.");
    }
    for (String tag : ifMatch.split(",", -1)) {
      if (tag.strip().equals("*") || tag.strip().equals(of(version))) {
        return;
      }
    }
    throw Problem.of(
            CommonProblem.STALE_VERSION,
            "The current version is %s; read it again, make the change on it and send its ETag."
                .formatted(of(version)))
        .header("ETag", of(version));
  }
}
