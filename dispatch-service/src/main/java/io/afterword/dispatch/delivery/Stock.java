package io.afterword.dispatch.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Mails that are prepared before there is a place for them at the relay, so that no place waits for
 * a claim and a link, and the places that are taken. None of the mails is marked: whoever dies with
 * them loses nothing but time.
 *
 * @param <T> a prepared mail
 */
final class Stock<T> {
  /** While one filling of the places is on the wire and the next is prepared, one is at hand. */
  private static final int FILLINGS = 2;

  /** A place that becomes free while others are being filled need not wait for the end of that. */
  private static final int AT_ONCE = 2;

  private record Batch<T>(Deque<T> mails, Instant since) {}

  private final Deque<Batch<T>> batches = new ArrayDeque<>();
  private int size;
  private int taken;
  private int filling;

  /** Whether places became free since mails were last given back unused. */
  private boolean moving = true;

  /**
   * How many to prepare now, in batches, since a batch costs hardly more than one mail. For a relay
   * that lets no place become free nothing is prepared ahead.
   *
   * @param places how many mails may be on the wire
   */
  synchronized int wanted(int places) {
    int free = Math.max(0, places - taken);
    int room = free + (moving ? FILLINGS * places : 0) - size;
    return room >= places || size < free ? Math.max(0, room) : 0;
  }

  /**
   * @param since when their leases began, or earlier
   */
  synchronized void add(List<T> prepared, Instant since) {
    if (!prepared.isEmpty()) {
      batches.add(new Batch<>(new ArrayDeque<>(prepared), since));
      size += prepared.size();
    }
  }

  /** Takes the free places for the oldest mails; none while enough are being filled already. */
  synchronized List<T> fill(int places) {
    var next = new ArrayList<T>();
    while (filling < AT_ONCE && taken + next.size() < places && size > 0) {
      Batch<T> oldest = batches.getFirst();
      next.add(oldest.mails().removeFirst());
      size--;
      if (oldest.mails().isEmpty()) {
        batches.removeFirst();
      }
    }
    if (!next.isEmpty()) {
      filling++;
      taken += next.size();
    }
    return next;
  }

  /**
   * The end of what {@link #fill} began.
   *
   * @param unused places that were not needed after all
   */
  synchronized void filled(int unused) {
    filling--;
    taken -= unused;
  }

  /** Mails left their places. */
  synchronized void becameFree(int places) {
    taken -= places;
    moving = true;
  }

  /** Those that nobody had a place for in time; they are to be given back. */
  synchronized List<T> takeOlderThan(Instant time) {
    var stale = new ArrayList<T>();
    while (!batches.isEmpty() && batches.getFirst().since().isBefore(time)) {
      stale.addAll(batches.removeFirst().mails());
    }
    size -= stale.size();
    moving &= stale.isEmpty();
    return stale;
  }
}
