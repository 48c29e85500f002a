package io.afterword.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Many rows as one statement parameter: {@code from json_to_recordset($1::text::json) as t(...)}.
 * For wide inserts, where fifteen parallel arrays would hide which value belongs to which column;
 * the cast over text is there because the client would send a String to a json parameter quoted.
 */
@ApplicationScoped
public class JsonRows {
  private final ObjectMapper json;

  JsonRows(ObjectMapper json) {
    this.json = json;
  }

  /** The rows' record components become the columns, in camelCase and so quoted in SQL. */
  public Tuple of(List<?> rows) {
    return Tuple.of(text(rows));
  }

  public String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
