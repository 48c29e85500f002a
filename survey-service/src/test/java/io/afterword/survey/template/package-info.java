@NullMarked
package io.afterword.survey.template;

import org.jspecify.annotations.NullMarked;
