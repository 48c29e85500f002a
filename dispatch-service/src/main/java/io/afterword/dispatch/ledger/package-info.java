/** Every decision with its reason, kept by month. */
@NullMarked
package io.afterword.dispatch.ledger;

import org.jspecify.annotations.NullMarked;
