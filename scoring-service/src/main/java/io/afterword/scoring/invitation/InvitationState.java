package io.afterword.scoring.invitation;

/** The states of an invitation, with the number that counts are kept by; numbers never change. */
enum InvitationState {
  SCHEDULED(0),
  OPEN(1),
  ANSWERED(2),
  EXPIRED(3),
  CANCELLED(4),
  UNDELIVERABLE(5);

  private final short number;

  InvitationState(int number) {
    this.number = (short) number;
  }

  short number() {
    return number;
  }

  static InvitationState numbered(int number) {
    for (InvitationState state : values()) {
      if (state.number == number) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state has the number " + number);
  }
}
