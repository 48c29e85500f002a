package io.afterword.dispatch.failure;

/**
 * What may go wrong between an interaction and its mail, and what must come of it. The rows of
 * docs/failure-matrix.md, in their order.
 */
public enum Fault {
  INTAKE_BEFORE_COMMIT(
      "intake, before the commit", "nothing", "the producer repeats; nothing lost, nothing double"),
  INTAKE_AFTER_COMMIT(
      "intake, after the commit, before the HTTP answer",
      "interaction, decision, invitation, delivery",
      "the producer repeats and gets the first answer; nothing double"),
  WAVE_STEP(
      "wave step, before or after the commit",
      "old cursor, or new cursor",
      "its contacts are decided again, or the next ones; one invitation per contact and cycle"),
  AFTER_CLAIM(
      "after the claim, before the sending mark",
      "leased, no mark",
      "due again when the lease is over; sent once, late"),
  SIGTERM("SIGTERM", "claims without a mark are free at once", "sent once"),
  MARKED_NOT_WRITTEN(
      "between the mark and the first byte to the relay",
      "leased, marked",
      "HOLD: UNKNOWN, not sent. RETRY: sent once"),
  AFTER_DATA(
      "after DATA, before the relay's 250",
      "leased, marked; the idle timeout ends a silent relay",
      "HOLD: UNKNOWN, it may exist. RETRY: perhaps two copies with one Message-ID"),
  AFTER_ACCEPTED(
      "after the 250, before the settle commits",
      "leased, marked",
      "HOLD: UNKNOWN although sent. RETRY: two copies with one Message-ID"),
  SETTLE_LOST(
      "the settle's commit is lost (failover to an asynchronous standby)",
      "as before the settle",
      "HOLD: UNKNOWN although sent. RETRY: two copies with one Message-ID"),
  FROZEN_SENDER(
      "a sender frozen beyond its lease wakes up",
      "somebody else's claim, or UNKNOWN",
      "it marks nothing, sends nothing more and settles nothing"),
  REFUSED_FOR_NOW("4xx", "due again, one attempt more", "tried again by the schedule"),
  REFUSED_RECIPIENT("5xx about the recipient", "FAILED, address suppressed", "not tried again"),
  REFUSED_BY_POLICY(
      "5.7.x, the relay's policy",
      "due later, sending pauses and says why",
      "no contact is suppressed"),
  RELAY_DOWN(
      "no login, or the relay is down",
      "sending waits, rows free, attempts as before",
      "no attempt burnt; goes on by itself"),
  OPTED_OUT_MEANWHILE(
      "unsubscribe between enqueuing and sending", "CANCELLED, suppressed", "not sent"),
  DATABASE_DOWN(
      "the database is away while mails are on the wire",
      "as before the settle",
      "settled from memory when it is back, within the lease; else UNKNOWN"),
  LONG_SNAPSHOT(
      "a long snapshot (pg_dump, a standby's feedback)",
      "dead index entries pile up",
      "the claim skips them by its low water mark"),
  TWO_REPLICAS("two replicas claim in the same second", "disjoint rows", "sent once"),
  CLOCK_SKEW(
      "the clocks of two machines differ",
      "leases are the database's time",
      "a lease holds as long for either");

  final String fault;
  final String database;
  final String outcome;

  Fault(String fault, String database, String outcome) {
    this.fault = fault;
    this.database = database;
    this.outcome = outcome;
  }
}
