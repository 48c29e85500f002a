/** What could be asked better: advice on a definition, each piece with its reason. Pure. */
@NullMarked
package io.afterword.survey.check;

import org.jspecify.annotations.NullMarked;
