package io.afterword.platform.job;

/**
 * The right to run a job until its lease ends.
 *
 * @param fence grows with every claim; a result is only recorded with the newest
 */
record Claim(String job, long fence) {}
