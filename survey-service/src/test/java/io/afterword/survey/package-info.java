@NullMarked
package io.afterword.survey;

import org.jspecify.annotations.NullMarked;
