package io.afterword.dev.quickstart.loop;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who got a mail and answers it on the page, in a browser without scripts. */
public final class Respondent {
  /** Above afterword.honesty.fastest. */
  private static final Duration READING = Duration.ofMillis(600);

  private final Visitor browser = Visitor.browser();
  private final Duration reading;

  /** A person. */
  public Respondent() {
    this(READING);
  }

  /**
   * One of a crowd that has no time.
   *
   * @param reading how long the page is looked at
   */
  public Respondent(Duration reading) {
    this.reading = reading;
  }

  /** The link in the mail that means this rating. */
  public static URI link(String html, int rating) {
    Matcher link =
        Pattern.compile("href=\"([^\"]*/r/[^\"]*rating=" + rating + "(?!\\d)[^\"]*)\"")
            .matcher(html);
    if (!link.find()) {
      throw new IllegalStateException("the mail has no link for the rating " + rating);
    }
    return URI.create(HtmlForm.unescaped(link.group(1)));
  }

  /** A person needs a moment; what comes back sooner is taken for a machine's. */
  private void readIt() {
    try {
      Thread.sleep(reading.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading the page", e);
    }
  }

  /** Opens the link, finds its rating chosen, adds a comment and presses Send. */
  public void answer(URI link, int rating, String comment) {
    HtmlForm form = HtmlForm.in(browser.get(link).expectSuccess());
    String chosen = form.value("rating").orElse("nothing");
    if (!chosen.equals(Integer.toString(rating))) {
      throw new IllegalStateException(
          "the page should have chosen " + rating + " as the link says, but has " + chosen);
    }
    readIt();
    form.textArea().ifPresent(area -> form.fill(area, comment));
    form.send(browser).expectSuccess();
  }
}
