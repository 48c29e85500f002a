@NullMarked
package io.afterword.dispatch.survey;

import org.jspecify.annotations.NullMarked;
