/** The same stack and the same requests as the respondent's page, without a database. */
@NullMarked
package io.afterword.dev.endpoints;

import org.jspecify.annotations.NullMarked;
