@NullMarked
package io.afterword.survey.link;

import org.jspecify.annotations.NullMarked;
