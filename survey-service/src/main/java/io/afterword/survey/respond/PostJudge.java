package io.afterword.survey.respond;

import io.afterword.platform.access.FormToken;
import io.afterword.survey.definition.Definition;
import io.afterword.survey.honesty.Honesty;
import io.afterword.survey.honesty.Honesty.Post;
import io.afterword.survey.honesty.Honesty.Watched;
import io.afterword.survey.honesty.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Whether a post is of our page, and what speaks for a machine in how a link is used. */
@ApplicationScoped
class PostJudge {

  /** A page may lie open in a phone's tab as long as the usual link. */
  private static final Duration TOKEN_VALID = Duration.ofDays(14);

  private final FormToken tokens;
  private final Honesty honesty;

  /** Tells posts apart that name no view of the page, each of which is one of its own. */
  private final AtomicLong withoutView = new AtomicLong();

  PostJudge(FormToken tokens, Honesty honesty) {
    this.tokens = tokens;
    this.honesty = honesty;
  }

  /** A link of the mail was followed, which chose that rating. */
  void opened(Reader reader, Definition definition, String preselected) {
    honesty.opened(watched(reader, definition), preselected);
  }

  /** The link that nobody can see was followed. */
  void followedHidden(Reader reader, Definition definition) {
    honesty.followedHidden(watched(reader, definition));
  }

  Set<Signal> signals(Sender sender, List<Answer> answers) {
    Optional<String> token = sender.fields().get(AnswerForm.CSRF);
    String scored = sender.definition().scoredQuestion().id();
    return honesty.judge(
        watched(sender.reader(), sender.definition()),
        new Post(
            Asking.answerTo(scored, answers).map(a -> String.valueOf(a.rating())).orElse(""),
            token.orElseGet(() -> "post " + withoutView.incrementAndGet()),
            token.flatMap(t -> tokens.issued(t, sender.reader().key(), TOKEN_VALID)),
            sender.fields().get(AnswerForm.TOUCHED),
            sender.reader().address()));
  }

  /**
   * The key in the address is the secret that a foreign page does not have, so a program needs no
   * token; one that was sent has to be one of ours.
   */
  boolean isFromAnotherPage(Sender sender) {
    return sender
        .fields()
        .get(AnswerForm.CSRF)
        .filter(token -> !tokens.verify(token, sender.reader().key(), TOKEN_VALID))
        .isPresent();
  }

  private static Watched watched(Reader reader, Definition definition) {
    return new Watched(reader.key(), definition.isAnonymous());
  }
}
