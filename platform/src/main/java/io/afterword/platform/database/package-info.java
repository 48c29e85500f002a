/** How the services reach their database. */
@NullMarked
package io.afterword.platform.database;

import org.jspecify.annotations.NullMarked;
