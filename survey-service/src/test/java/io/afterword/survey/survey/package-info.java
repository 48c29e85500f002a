@NullMarked
package io.afterword.survey.survey;

import org.jspecify.annotations.NullMarked;
