package io.afterword.survey.definition;

/**
 * Where everybody may write a public review, whatever they answered here: to ask only those who are
 * happy is forbidden by many sites and by law in some countries.
 */
public record ReviewSite(String name, String url) {}
