@NullMarked
package io.afterword.survey.erasure;

import org.jspecify.annotations.NullMarked;
