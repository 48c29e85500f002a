package io.afterword.platform.access;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the sign-in page. */
@MessageBundle("signIn")
public interface SignInText {

  @Message("Sign in")
  String title();

  @Message("Use the name and password that you were given.")
  String lead();

  @Message("Name or e-mail address")
  String subject();

  @Message("Password")
  String password();

  /** Why a person was not let in, by the problem's code. */
  @Message(
      "{#when code}{#is 'TOO_MANY_TRIES'}There were too many tries for this name; wait a quarter of"
          + " an hour.{#else}The name or the password is wrong; check both and try again.{/when}")
  String fault(String code);
}
