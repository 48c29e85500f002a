package io.afterword.dispatch.erasure;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a person is forgotten everywhere. */
@Schema(
    name = "ErasureState",
    description =
        "UNDER_WAY: forgotten here, and a service has not yet said that it did too. COMPLETE: all have.")
enum ErasureState {
  UNDER_WAY,
  COMPLETE
}
