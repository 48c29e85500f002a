@NullMarked
package io.afterword.platform.audit;

import org.jspecify.annotations.NullMarked;
