/** Languages: fallback chains, who reads what, and the built-in words in ten of them. Pure. */
@NullMarked
package io.afterword.survey.wording;

import org.jspecify.annotations.NullMarked;
