@NullMarked
package io.afterword.survey.definition;

import org.jspecify.annotations.NullMarked;
