@NullMarked
package io.afterword.survey.lookup;

import org.jspecify.annotations.NullMarked;
