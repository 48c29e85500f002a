/**
 * What questions to scoring have in common: their parameters, checked, and the reasons for refusing
 * them.
 */
@NullMarked
package io.afterword.scoring.request;

import org.jspecify.annotations.NullMarked;
