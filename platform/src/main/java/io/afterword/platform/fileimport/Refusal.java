package io.afterword.platform.fileimport;

/** Why a file as a whole cannot be read. */
public record Refusal(String code, String detail, long line) {}
