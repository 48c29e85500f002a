package io.afterword.platform.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every word that the shell itself shows, so that another language is one more file. */
@MessageBundle("shell")
public interface ShellText {

  /** The language of this very file. */
  @Message("en")
  String tag();

  @Message("Language")
  String language();

  @Message("Skip to content")
  String skip();

  @Message("Afterword, start page")
  String home();

  @Message("Main")
  String navigation();

  @Message("Account")
  String account();

  @Message("Signed in as")
  String signedInAs();

  @Message("Sign out")
  String signOut();

  @Message("Back to the start page")
  String back();

  @Message("Code")
  String code();

  /** A problem's title; those that only one service has are told as they are. */
  @Message("{title}")
  String title(String code, String title);

  /** What to do about a problem; where it names something of the request, it is told as it is. */
  @Message("{detail}")
  String detail(String code, String detail);

  /** The name of a {@link Place} by its key. */
  @Message(
      "{#when key}{#is 'surveys'}Surveys{#is 'policies'}Policies{#is 'people'}People"
          + "{#is 'outbox'}Outbox{#is 'scores'}Scores{#else}{key}{/when}")
  String place(String key);
}
