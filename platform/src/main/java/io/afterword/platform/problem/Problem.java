package io.afterword.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way out. Thrown (or failed with) anywhere below a resource, it becomes the body
 * {@code {"status","title","code","detail","instance","errors":[{"pointer","code","detail"}]}}. The
 * detail is one sentence that says what to change: "rating must be 1 to 5, was 7". Built and thrown
 * by one thread; it carries no stack trace, since it is an answer and not a fault of ours.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<String> RESERVED =
      Set.of("type", "status", "title", "code", "detail", "instance", "errors");

  private final transient ProblemCode code;
  private final String detail;
  private final transient List<Fault> faults = new ArrayList<>();
  private final transient Map<String, Object> members = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * One fault inside a request.
   *
   * @param pointer RFC 6901 JSON pointer into the body, such as {@code /items/3/contact/email};
   *     empty for the body as a whole; {@code null} when the fault is not in the body
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fault(@Nullable String pointer, String code, String detail) {}

  private Problem(ProblemCode code, String detail) {
    super(code.name() + ": " + detail, null, false, false);
    this.code = code;
    this.detail = detail;
  }

  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail);
  }

  /** Adds one fault to {@code errors} and returns this. */
  public Problem at(String pointer, String code, String detail) {
    faults.add(new Fault(pointer, code, detail));
    return this;
  }

  /** Adds several faults to {@code errors} and returns this. */
  public Problem withFaults(List<Fault> more) {
    faults.addAll(more);
    return this;
  }

  /** Adds an extension member to the body and returns this; the standard members are refused. */
  public Problem with(String member, Object value) {
    if (RESERVED.contains(member)) {
      throw new IllegalArgumentException(member + " is a standard member of a problem");
    }
    members.put(member, value);
    return this;
  }

  /** Adds a header to the answer, such as {@code Retry-After}, and returns this. */
  public Problem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public ProblemCode code() {
    return code;
  }

  public String detail() {
    return detail;
  }

  public List<Fault> faults() {
    return Collections.unmodifiableList(faults);
  }

  public Map<String, Object> members() {
    return Collections.unmodifiableMap(members);
  }

  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }
}
