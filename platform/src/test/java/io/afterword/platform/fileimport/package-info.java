@NullMarked
package io.afterword.platform.fileimport;

import org.jspecify.annotations.NullMarked;
