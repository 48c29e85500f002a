@NullMarked
package io.afterword.survey.respond;

import org.jspecify.annotations.NullMarked;
