package io.afterword.survey.responseimport;

/** Where an import is. */
enum ImportState {
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

  boolean isUnderWay() {
    return this == READING || this == IMPORTING;
  }

  /** Whether it can be looked at, perhaps once more and otherwise. */
  boolean mayBeRead() {
    return this == UPLOADING || this == READY || this == REFUSED;
  }

  boolean mayBeCancelled() {
    return this != DONE && this != CANCELLED;
  }
}
