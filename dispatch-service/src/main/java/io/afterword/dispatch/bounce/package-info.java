/** What mail servers report of mails that were sent: returned, delivered, or called spam. */
@NullMarked
package io.afterword.dispatch.bounce;

import org.jspecify.annotations.NullMarked;
