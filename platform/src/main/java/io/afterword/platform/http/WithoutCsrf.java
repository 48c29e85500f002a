package io.afterword.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This resource changes something without a form token of the session, because there is no session
 * that a foreign page could misuse: the caller proves itself in another way, or need not at all.
 * Requests with a bearer key never need one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface WithoutCsrf {

  /** Why that is safe here, for the reader. */
  String value();
}
