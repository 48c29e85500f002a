package io.afterword.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"3\"", "*", "\"2\", \"3\"", " \"3\" "})
  void let_a_change_of_the_current_version_pass(String ifMatch) {
    assertThatCode(() -> ETags.require(ifMatch, 3)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"2\"", "W/\"3\"", "3", "\"33\""})
  void stop_a_change_of_another_version_and_name_the_current_one(String ifMatch) {
    Problem problem = catchThrowableOfType(Problem.class, () -> ETags.require(ifMatch, 3));

    assertThat(problem.code()).isEqualTo(CommonProblem.STALE_VERSION);
    assertThat(problem.headers()).containsEntry("ETag", "\"3\"");
  }

  @Test
  void stop_a_change_that_names_no_version() {
    Problem problem = catchThrowableOfType(Problem.class, () -> ETags.require(null, 3));

    assertThat(problem.code()).isEqualTo(CommonProblem.VERSION_REQUIRED);
  }
}
