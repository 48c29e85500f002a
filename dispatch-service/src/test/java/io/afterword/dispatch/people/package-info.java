@NullMarked
package io.afterword.dispatch.people;

import org.jspecify.annotations.NullMarked;
