@NullMarked
package io.afterword.platform.job;

import org.jspecify.annotations.NullMarked;
