package io.afterword.platform.fileimport;

import io.afterword.platform.problem.ProblemCode;
import java.util.List;

/** The file can be read and holds nothing that can be taken as it is. */
public final class UnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  /** Because of what a line says. */
  public UnfitException(ProblemCode code, String detail, long line) {
    super(detail);
    this.refusal = new Refusal(code.name(), detail, line);
  }

  /**
   * Because of what its columns are.
   *
   * @param missing says which one there is not
   * @param names of the columns
   */
  public static UnfitException withoutColumn(
      ProblemCode code, String missing, List<String> names, char separator) {
    return new UnfitException(
        code,
        "%s Read with %s between the columns, the first line has %d: %s. Choose another separator, or say which column is which."
            .formatted(
                missing,
                separator == '\t' ? "a tab" : "“" + separator + "”",
                names.size(),
                String.join(" · ", names)),
        1);
  }

  public Refusal refusal() {
    return refusal;
  }
}
