package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.honesty.Signal;
import io.afterword.survey.link.Link;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where answers go that are kept without whom they came from. */
public interface AnonymousBox {

  /**
   * What somebody sent.
   *
   * @param key of the link, which only the respondent's address has
   * @param locale it was read in
   * @param signals what speaks for a machine
   */
  record Sent(
      String key,
      Link link,
      Definition definition,
      String locale,
      List<Answer> answers,
      Completeness completeness,
      Set<Signal> signals) {}

  Uni<Outcome> take(Sent sent);

  /** What was sent by this key before; only who has the key can ask. */
  Uni<Optional<StoredResponse>> find(String key, Link link);
}
