package io.afterword.dispatch.failure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** This test shows a row of the failure matrix; its result stands in docs/failure-matrix.md. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(FailureMatrix.class)
public @interface Shows {
  Fault value();
}
