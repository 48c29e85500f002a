/** Forgets a person: the links that they got, and what they answered by them. */
@NullMarked
package io.afterword.survey.erasure;

import org.jspecify.annotations.NullMarked;
