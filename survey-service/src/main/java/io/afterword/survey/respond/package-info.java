/** Taking responses: the page behind a link, and the batch that stores what is sent. */
@NullMarked
package io.afterword.survey.respond;

import org.jspecify.annotations.NullMarked;
