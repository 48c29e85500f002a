@NullMarked
package io.afterword.scoring;

import org.jspecify.annotations.NullMarked;
