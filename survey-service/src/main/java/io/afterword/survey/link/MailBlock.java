package io.afterword.survey.link;

import io.afterword.survey.definition.Question;
import io.afterword.survey.definition.Scale;
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

  private final Words words;
  private final Question question;
  private final Scale scale;
  private final String url;

  MailBlock(Words words, String url) {
    this.words = words;
    this.question = words.scored();
    this.scale = question.requiredScale();
    this.url = url;
  }

  String subject() {
    return words.subject();
  }

  String html() {
    StringBuilder html = new StringBuilder(4096);
    html.append(
        """
        <table role="presentation" dir="%s" lang="%s" width="100%%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;border-collapse:collapse;">
        <tr><td style="%sfont-size:20px;line-height:28px;font-weight:bold;padding:0 0 8px 0;">%s</td></tr>
        <tr><td style="%sfont-size:14px;line-height:20px;padding:0 0 12px 0;">%s</td></tr>
        """
            .formatted(
                words.direction(),
                escape(words.locale()),
                FONT,
                escape(words.text(question)),
                FONT,
                escape(words.builtIn("mail.choose"))));
    for (List<Integer> row : rows()) {
      html.append("<tr><td>").append(row(row)).append("</td></tr>\n");
    }
    html.append("<tr><td>").append(ends()).append("</td></tr>\n");
    html.append(
        """
        <tr><td style="%sfont-size:14px;line-height:20px;padding:14px 0 0 0;"><a href="%s" style="color:#0b57d0;">%s</a></td></tr>
        </table>
        """
            .formatted(FONT, escape(url), escape(words.builtIn("mail.open"))));
    return html.toString();
  }

  /** The plain counterpart: a line per rating, its words and its address. */
  String text() {
    StringBuilder text = new StringBuilder(1024);
    text.append(words.text(question)).append("\n\n");
    text.append(words.builtIn("mail.choose")).append("\n\n");
    for (int rating : scale.points()) {
      text.append(rating);
      words.label(question, rating).ifPresent(word -> text.append(" - ").append(word));
      text.append("\n  ").append(address(rating)).append('\n');
    }
    text.append('\n').append(words.builtIn("mail.open")).append(": ").append(url).append('\n');
    return text.toString();
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
        <td align="center" style="padding:2px;"><a href="%s" title="%s" aria-label="%s" style="%sdisplay:block;min-height:24px;padding:12px 0;font-size:18px;line-height:24px;font-weight:bold;text-align:center;text-decoration:none;color:#12263f;background-color:#e8f0fe;border:1px solid #5b7db1;border-radius:6px;">%s</a></td>
        """
        .formatted(escape(address(rating)), said, said, FONT, rating);
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
        .map(word -> rating + " = " + escape(word))
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
