/**
 * What people and keys changed: ids only, no personal data. Written in the transaction of the
 * change, only ever added to, partitioned by month.
 */
@NullMarked
package io.afterword.platform.audit;

import org.jspecify.annotations.NullMarked;
