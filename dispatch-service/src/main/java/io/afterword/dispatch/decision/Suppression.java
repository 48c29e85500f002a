package io.afterword.dispatch.decision;

/** Why nobody writes to an address, whoever it belongs to. */
public enum Suppression {
  /** Its owner does not want to be asked. */
  OPTED_OUT,
  /** It takes no mail: the relay refused it for good, or a bounce came back. */
  BAD_ADDRESS,
  /** Its owner called a mail of ours unwanted. */
  COMPLAINED,
  /** Somebody here put it on the list. */
  MANUAL,
  /** Its owner was erased; the address itself is known by its HMAC only. */
  ERASED
}
