package io.afterword.dispatch.mail;

import java.util.Optional;

/** Return paths outside the container, for tests of other packages. */
public final class ReturnPathsFor {
  private ReturnPathsFor() {}

  public static ReturnPaths address(String address) {
    return new ReturnPaths(Optional.of(address), "a secret of the tests");
  }
}
