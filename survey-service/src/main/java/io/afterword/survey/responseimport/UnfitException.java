package io.afterword.survey.responseimport;

import io.afterword.platform.problem.ProblemCode;
import io.afterword.survey.responseimport.ResponseImport.Refusal;

/** The file can be read and holds no answers that can be taken as they are. */
final class UnfitException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refusal refusal;

  UnfitException(ProblemCode code, String detail, long line) {
    super(detail);
    this.refusal = new Refusal(code.name(), detail, line);
  }

  Refusal refusal() {
    return refusal;
  }
}
