package io.afterword.survey.respond;

import io.afterword.survey.respond.AnswerForm.Fault;
import java.util.List;

/** What somebody gets to see who opens a link or sends its form. */
sealed interface Shown {

  /** The page. */
  record Open(RespondPage page) implements Shown {}

  /** The page as it is before anybody answered; of a view that was drawn before it is kept. */
  record Unanswered(FirstView view, RespondPage.Asked asked) implements Shown {}

  /** The form was taken. */
  record Taken(Outcome outcome, Completeness completeness, String lang) implements Shown {}

  /** The form was not taken: the page again, with what was typed and what to put right. */
  record Faulty(RespondPage page, List<Fault> faults) implements Shown {}

  /** Nothing could be stored just now: the page again, with what was typed. */
  record Busy(RespondPage page) implements Shown {}

  /**
   * There is no open link. A reader sees the same page whatever the reason.
   *
   * @param expired whether there was one; whoever knows the key is no guesser
   */
  record Gone(boolean expired) implements Shown {}
}
