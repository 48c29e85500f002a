@NullMarked
package io.afterword.dev.quickstart.loop;

import org.jspecify.annotations.NullMarked;
