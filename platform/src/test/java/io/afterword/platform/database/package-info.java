@NullMarked
package io.afterword.platform.database;

import org.jspecify.annotations.NullMarked;
