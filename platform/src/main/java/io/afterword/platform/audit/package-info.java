/** What people and keys changed: ids only, no personal data. */
@NullMarked
package io.afterword.platform.audit;

import org.jspecify.annotations.NullMarked;
