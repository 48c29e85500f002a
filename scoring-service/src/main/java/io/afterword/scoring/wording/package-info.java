/**
 * How numbers, dates and verdicts are said, in the language of the visitor: the words of the pages
 * and the sentences of the API.
 */
@NullMarked
package io.afterword.scoring.wording;

import org.jspecify.annotations.NullMarked;
