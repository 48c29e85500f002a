package io.afterword.platform.fileimport;

/** Where an import is. */
public enum ImportState {
  /** Parts of the file are on their way. */
  UPLOADING,
  /** The file is being looked at. */
  READING,
  /** It can be taken; nothing was taken yet. */
  READY,
  /** It cannot be read as a whole; perhaps otherwise. */
  REFUSED,
  /** It is being taken. */
  IMPORTING,
  DONE,
  CANCELLED;

  public boolean isUnderWay() {
    return this == READING || this == IMPORTING;
  }

  /** Whether it can be looked at, perhaps once more and otherwise. */
  public boolean mayBeRead() {
    return this == UPLOADING || this == READY || this == REFUSED;
  }

  public boolean mayBeCancelled() {
    return this != DONE && this != CANCELLED;
  }
}
