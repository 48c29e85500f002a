@NullMarked
package io.afterword.dev.quickstart.inbox;

import org.jspecify.annotations.NullMarked;
