package io.afterword.survey.respond;

/** Where an answer came in. */
public enum Surface {
  MAIL,
  LINK,
  QR,
  WIDGET,
  SIGNATURE,
  API,
  IMPORT
}
