package io.afterword.dev.quickstart;

/** Stops something when the JVM is told to end: Ctrl-C, a closed terminal, a system going down. */
final class StopWithJvm {
  private final Thread hook;

  private StopWithJvm(Thread hook) {
    this.hook = hook;
  }

  static StopWithJvm watch(Runnable stop) {
    Thread hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopWithJvm(hook);
  }

  /** It has been stopped already. */
  void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook runs or has run.
    }
  }
}
