/** What a score is to become by when, and whether the answers show that it has. */
@NullMarked
package io.afterword.scoring.goal;

import org.jspecify.annotations.NullMarked;
