/**
 * Who may do what: API keys, people's sessions and the siblings' keys become scopes. One service
 * ({@code afterword.access.home=true}) creates keys and users and has the sign-in page; the others
 * hold copies that the feed keeps.
 */
@NullMarked
package io.afterword.platform.access;

import org.jspecify.annotations.NullMarked;
