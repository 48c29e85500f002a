package io.afterword.survey.link;

import io.afterword.survey.definition.Look;
import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
import io.afterword.survey.respondent.Glyph;
import io.afterword.survey.respondent.Words;
import java.util.List;

/**
 * The question as a mail shows it: one link per rating, in tables with inline styles, since that is
 * what every mail client draws. No picture and no script, so it looks the same with images off.
 * Each cell has its own background and ink, which stay readable when a client turns a mail dark.
 */
final class MailBlock {

  /** More points than this do not fit side by side on a phone of 320 px and get a second row. */
  private static final int MOST_IN_A_ROW = 7;

  private static final String FONT =
      "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;";

  private static final String COLOURS =
      "color:#12263f;background-color:#e8f0fe;border:1px solid #5b7db1;border-radius:6px;";

  /** From the bad end to the good one; dark enough on the cell for everybody to see. */
  private static final List<String> BANDS =
      List.of("#b35806", "#d9822b", "#6b7280", "#4a86c5", "#2166ac");

  private final Words words;
  private final Question question;
  private final Scale scale;
  private final String url;
  private final boolean asList;

  MailBlock(Words words, String url) {
    this.words = words;
    this.question = words.scored();
    this.scale = question.requiredScale();
    this.url = url;
    this.asList = !Glyph.showsNumber(scale) && words.everyPointHasAWord(question);
  }

  String subject() {
    return words.subject();
  }

  String html() {
    StringBuilder html = new StringBuilder(4096);
    html.append(
        """
        <table role="presentation" dir="%s" lang="%s" width="100%%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;border-collapse:collapse;">
        %s<tr><td style="%sfont-size:20px;line-height:28px;font-weight:bold;padding:0 0 8px 0;">%s</td></tr>
        <tr><td style="%sfont-size:14px;line-height:20px;padding:0 0 12px 0;">%s</td></tr>
        """
            .formatted(
                words.direction(),
                escape(words.locale()),
                lead(),
                FONT,
                escape(words.text(question)),
                FONT,
                escape(words.builtIn("mail.choose"))));
    if (asList) {
      scale.points().forEach(rating -> html.append(line(rating)));
    } else {
      for (List<Integer> row : rows()) {
        html.append("<tr><td>").append(row(row)).append("</td></tr>\n");
      }
      html.append("<tr><td>").append(ends()).append("</td></tr>\n");
    }
    html.append(
        """
        <tr><td style="%sfont-size:14px;line-height:20px;padding:14px 0 0 0;"><a href="%s" style="color:#0b57d0;">%s</a></td></tr>
        %s</table>
        """
            .formatted(FONT, escape(url), escape(words.builtIn("mail.open")), anonymous()));
    return html.toString();
  }

  /** The plain counterpart: a line per rating, its words and its address. */
  String text() {
    StringBuilder text = new StringBuilder(1024);
    words.lead(question).ifPresent(lead -> text.append(lead).append("\n\n"));
    text.append(words.text(question)).append("\n\n");
    text.append(words.builtIn("mail.choose")).append("\n\n");
    for (int rating : scale.points()) {
      text.append(plain(rating));
      text.append("\n  ").append(address(rating)).append('\n');
    }
    text.append('\n').append(words.builtIn("mail.open")).append(": ").append(url).append('\n');
    if (words.isAnonymous()) {
      text.append('\n').append(words.builtIn("mail.anonymous")).append('\n');
    }
    return text.toString();
  }

  /** Nobody knows who has answered, so a reminder goes to everybody and the mail says so. */
  private String anonymous() {
    return words.isAnonymous()
        ? """
        <tr><td style="%sfont-size:13px;line-height:18px;padding:14px 0 0 0;">%s</td></tr>
        """
            .formatted(FONT, escape(words.builtIn("mail.anonymous")))
        : "";
  }

  private String plain(int rating) {
    return words
        .label(question, rating)
        .map(word -> Glyph.showsNumber(scale) ? rating + " - " + word : word)
        .orElse(String.valueOf(rating));
  }

  private String lead() {
    return words
        .lead(question)
        .map(
            lead ->
                """
                <tr><td style="%sfont-size:16px;line-height:24px;padding:0 0 4px 0;">%s</td></tr>
                """
                    .formatted(FONT, escape(lead)))
        .orElse("");
  }

  /** A point on a line of its own, with its word beside the picture: nobody has to guess a face. */
  private String line(int rating) {
    String word = escape(words.label(question, rating).orElse(String.valueOf(rating)));
    String picture =
        Glyph.of(scale, rating)
            .map(glyph -> "<span aria-hidden=\"true\">%s</span> &nbsp;".formatted(glyph))
            .orElse("");
    return """
        <tr><td style="padding:2px 0;"><a href="%s" style="%sdisplay:block;min-height:24px;padding:10px 14px;font-size:16px;line-height:24px;font-weight:bold;text-decoration:none;%s">%s%s</a></td></tr>
        """
        .formatted(escape(address(rating)), FONT, COLOURS, picture, word);
  }

  private List<List<Integer>> rows() {
    List<Integer> points = scale.points();
    if (points.size() <= MOST_IN_A_ROW) {
      return List.of(points);
    }
    int half = (points.size() + 1) / 2;
    return List.of(points.subList(0, half), points.subList(half, points.size()));
  }

  private String row(List<Integer> ratings) {
    StringBuilder row = new StringBuilder(1024);
    row.append(
        """
        <table role="presentation" dir="%s" width="100%%" cellpadding="0" cellspacing="0" border="0" style="table-layout:fixed;border-collapse:separate;"><tr>
        """
            .formatted(words.direction()));
    ratings.forEach(rating -> row.append(cell(rating)));
    for (int empty = ratings.size(); empty < rows().get(0).size(); empty++) {
      row.append("<td style=\"padding:2px;\">&nbsp;</td>\n");
    }
    return row.append("</tr></table>").toString();
  }

  private String cell(int rating) {
    String said = escape(words.spoken(question, rating));
    return """
        <td align="center" style="padding:2px;"><a href="%s" title="%s" aria-label="%s" style="%sdisplay:block;min-height:24px;padding:12px 0;font-size:18px;line-height:24px;font-weight:bold;text-align:center;text-decoration:none;%s%s">%s</a></td>
        """
        .formatted(escape(address(rating)), said, said, FONT, COLOURS, band(rating), drawn(rating));
  }

  /** A star without its word is shown with its number. */
  private String drawn(int rating) {
    return scale.look() == Look.STARS ? rating + "&nbsp;\u2605" : String.valueOf(rating);
  }

  private String band(int rating) {
    int tone = Glyph.tone(scale, rating);
    return tone == 0 ? "" : "border-bottom:6px solid %s;".formatted(BANDS.get(tone - 1));
  }

  private String ends() {
    return """
        <table role="presentation" dir="%s" width="100%%" cellpadding="0" cellspacing="0" border="0"><tr>
        <td align="%s" style="%sfont-size:13px;line-height:18px;padding:4px 2px;">%s</td>
        <td align="%s" style="%sfont-size:13px;line-height:18px;padding:4px 2px;">%s</td>
        </tr></table>"""
        .formatted(
            words.direction(),
            words.isRightToLeft() ? "right" : "left",
            FONT,
            end(scale.min()),
            words.isRightToLeft() ? "left" : "right",
            FONT,
            end(scale.max()));
  }

  private String end(int rating) {
    return words
        .label(question, rating)
        .map(word -> Glyph.showsNumber(scale) ? rating + " = " + escape(word) : escape(word))
        .orElse(String.valueOf(rating));
  }

  private String address(int rating) {
    return url + "?rating=" + rating;
  }

  /** For text and for attributes in double quotes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
