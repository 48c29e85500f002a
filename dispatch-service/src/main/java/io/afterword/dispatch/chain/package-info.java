/** Asks some time after another policy's question: NPS, and 60 days later how easy it was. */
@NullMarked
package io.afterword.dispatch.chain;

import org.jspecify.annotations.NullMarked;
