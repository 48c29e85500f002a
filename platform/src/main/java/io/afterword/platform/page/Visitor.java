package io.afterword.platform.page;

import org.jspecify.annotations.Nullable;

/** Who looks at the page of this request. A bean of the access feature knows it. */
public interface Visitor {

  /** The display name of the person who is signed in; {@code null} when nobody is. */
  @Nullable String name();

  /**
   * What each form of the page sends back in its hidden field {@code csrf}; empty when there is no
   * session to protect.
   */
  String formToken();
}
