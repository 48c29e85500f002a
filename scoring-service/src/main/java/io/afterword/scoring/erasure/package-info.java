/**
 * Forgets a person: what they answered is taken out of the counts, what is left tells of nobody.
 */
@NullMarked
package io.afterword.scoring.erasure;

import org.jspecify.annotations.NullMarked;
