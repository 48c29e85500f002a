package io.afterword.scoring.segment;

record MemberKey(Segment segment, String value) {}
