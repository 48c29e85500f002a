/** The parts of a running suite: database, three service processes, inbox and front door. */
@NullMarked
package io.afterword.dev.quickstart.suite;

import org.jspecify.annotations.NullMarked;
