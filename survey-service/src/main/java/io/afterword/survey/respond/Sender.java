package io.afterword.survey.respond;

import io.afterword.survey.definition.Definition;
import io.afterword.survey.link.Link;
import io.afterword.survey.link.Links.Linked;

/** Who sends a form, by which link, and what is in it. */
record Sender(Reader reader, Linked linked, FormFields fields) {

  Link link() {
    return linked.link();
  }

  Definition definition() {
    return linked.definition();
  }
}
