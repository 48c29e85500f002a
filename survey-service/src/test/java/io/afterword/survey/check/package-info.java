@NullMarked
package io.afterword.survey.check;

import org.jspecify.annotations.NullMarked;
