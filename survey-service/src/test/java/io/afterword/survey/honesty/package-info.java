@NullMarked
package io.afterword.survey.honesty;

import org.jspecify.annotations.NullMarked;
