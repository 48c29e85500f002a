/** How many mails each policy will probably send in the next two weeks, and how sure that is. */
@NullMarked
package io.afterword.dispatch.forecast;

import org.jspecify.annotations.NullMarked;
