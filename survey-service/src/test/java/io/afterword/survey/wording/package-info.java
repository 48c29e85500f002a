@NullMarked
package io.afterword.survey.wording;

import org.jspecify.annotations.NullMarked;
