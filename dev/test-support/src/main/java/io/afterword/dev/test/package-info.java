/**
 * What the services' tests share: a database, documents held against code, and the house rules.
 *
 * <p>An SMTP relay that misbehaves on demand is in {@link io.afterword.dev.test.smtp}.
 */
@NullMarked
package io.afterword.dev.test;

import org.jspecify.annotations.NullMarked;
