/** A second database that only reads: how far it is behind, and when it may be asked. */
@NullMarked
package io.afterword.scoring.standby;

import org.jspecify.annotations.NullMarked;
