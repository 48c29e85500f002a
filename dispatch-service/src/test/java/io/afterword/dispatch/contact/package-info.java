@NullMarked
package io.afterword.dispatch.contact;

import org.jspecify.annotations.NullMarked;
