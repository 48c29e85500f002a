package io.afterword.platform.fileimport;

/** A choice of a form. */
public record Option(String value, String name, boolean chosen) {}
