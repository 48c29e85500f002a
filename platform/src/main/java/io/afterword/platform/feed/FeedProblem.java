package io.afterword.platform.feed;

import io.afterword.platform.problem.ProblemCode;

/** Why a request to the feed is refused, beside the common reasons. */
enum FeedProblem implements ProblemCode {
  UNSIGNED_BATCH(401, "The batch is not signed by a known sender"),
  STILL_REFUSED(409, "The event still cannot be applied");

  private final int status;
  private final String title;

  FeedProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
