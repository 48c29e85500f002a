package io.afterword.platform.feed;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

/** Something that a test changes in a session. */
@Entity
class Note {
  @Id UUID id;
  String text;

  protected Note() {}

  Note(UUID id, String text) {
    this.id = id;
    this.text = text;
  }
}
