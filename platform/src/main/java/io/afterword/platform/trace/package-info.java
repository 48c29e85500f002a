/** Traces for OpenTelemetry: what became of one subject, in all services, and of one request. */
@NullMarked
package io.afterword.platform.trace;

import org.jspecify.annotations.NullMarked;
