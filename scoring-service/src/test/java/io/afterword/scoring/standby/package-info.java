@NullMarked
package io.afterword.scoring.standby;

import org.jspecify.annotations.NullMarked;
