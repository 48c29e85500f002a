/** Who was asked and who never was, as dispatch-service counts it: how far the answers reach. */
@NullMarked
package io.afterword.scoring.coverage;

import org.jspecify.annotations.NullMarked;
