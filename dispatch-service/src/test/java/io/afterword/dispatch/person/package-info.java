@NullMarked
package io.afterword.dispatch.person;

import org.jspecify.annotations.NullMarked;
