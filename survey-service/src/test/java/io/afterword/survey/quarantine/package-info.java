@NullMarked
package io.afterword.survey.quarantine;

import org.jspecify.annotations.NullMarked;
