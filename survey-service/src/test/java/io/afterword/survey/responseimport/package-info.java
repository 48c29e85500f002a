@NullMarked
package io.afterword.survey.responseimport;

import org.jspecify.annotations.NullMarked;
