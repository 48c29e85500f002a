@NullMarked
package io.afterword.dispatch.contactimport;

import org.jspecify.annotations.NullMarked;
