/** What somebody is recognised and reached by. */
@NullMarked
package io.afterword.dispatch.person;

import org.jspecify.annotations.NullMarked;
