package io.afterword.platform.feed;

/**
 * The right to serve a subscription until the lease ends.
 *
 * @param fence grows with every lease; the cursor only moves for the newest
 */
record Lease(String subscription, long fence) {}
