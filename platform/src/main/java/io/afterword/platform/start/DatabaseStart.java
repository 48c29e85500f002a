package io.afterword.platform.start;

/**
 * Settings are right and the database may be asked: what has to be so in it before the first
 * request is looked at or made now. An image's rehearsal has no database and leaves this out.
 */
public record DatabaseStart() {

  /** For who holds the database against this release: before anybody works on it. */
  public static final int IS_OURS = 1;

  /** For who compares what every replica must have in common with its database. */
  public static final int IS_LIKE_US = 2;
}
