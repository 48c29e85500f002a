package io.afterword.platform.audit;

import io.afterword.platform.http.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the log, newest first. */
@ApplicationScoped
class AuditRepository {
  private final Pool pool;

  AuditRepository(Pool pool) {
    this.pool = pool;
  }

  /** The last entry that was given out: the next page begins below it. */
  record Place(Instant at, UUID id) {
    /** Above every entry. */
    static final Place TOP = new Place(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1L, -1L));

    static Place of(AuditEntry entry) {
      return new Place(entry.at(), entry.id());
    }

    static Place decode(String cursor) {
      List<String> parts = Cursor.decode(cursor, 2);
      try {
        return new Place(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
      } catch (DateTimeException | IllegalArgumentException notOurs) {
        throw Cursor.invalid();
      }
    }

    String encode() {
      return Cursor.encode(at.toString(), id.toString());
    }
  }

  /**
   * @param subjectType only entries about subjects of this type
   * @param subjectId only entries about the subject with this id
   * @param actor only what this key or user did
   */
  Uni<List<AuditEntry>> list(
      Place below,
      int limit,
      @Nullable String subjectType,
      @Nullable String subjectId,
      @Nullable String actor) {
    return pool.preparedQuery(
            """
            select id, at, actor, action, subject_type, subject_id from audit_entry
            where (at, id) < ($1, $2)
              and ($3::text is null or subject_type = $3)
              and ($4::text is null or subject_id = $4)
              and ($5::text is null or actor = $5)
            order by at desc, id desc
            limit $6
            """)
        .execute(
            Tuple.tuple()
                .addOffsetDateTime(below.at().atOffset(ZoneOffset.UTC))
                .addUUID(below.id())
                .addString(subjectType)
                .addString(subjectId)
                .addString(actor)
                .addInteger(limit))
        .map(AuditRepository::entries);
  }

  private static List<AuditEntry> entries(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(AuditEntry::of).toList();
  }
}
