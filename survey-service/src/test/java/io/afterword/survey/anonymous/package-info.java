@NullMarked
package io.afterword.survey.anonymous;

import org.jspecify.annotations.NullMarked;
