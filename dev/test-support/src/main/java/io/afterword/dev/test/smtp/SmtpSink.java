package io.afterword.dev.test.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP relay for tests. It keeps every mail, and on demand it stalls, drops the connection or
 * refuses at any {@link SmtpPhase}:
 *
 * <pre>{@code
 * sink.at(SmtpPhase.RECIPIENT).forRecipient("ada@example.org").refuse(550, "5.1.1 no such user");
 * sink.at(SmtpPhase.DOT).times(1).drop();
 * }</pre>
 *
 * A mail whose DOT is dropped or stalled is kept: a real relay may well have it. One whose DOT is
 * refused is not.
 */
public final class SmtpSink implements AutoCloseable {
  private final Object monitor = new Object();
  private final ServerSocket listener;
  private final Thread acceptor = daemon("smtp-sink", this::accept);
  private final Set<Socket> open = new HashSet<>();
  private final List<SmtpRule> rules = new ArrayList<>();
  private final List<SinkMail> mails = new ArrayList<>();
  private int connections;
  private int stalled;
  private int releases;
  private boolean closed;
  private @Nullable SSLContext tls;
  private @Nullable String login;

  private SmtpSink(ServerSocket listener) {
    this.listener = listener;
  }

  /** Starts a relay on a free port of 127.0.0.1. */
  public static SmtpSink start() {
    return start(0);
  }

  /** Starts a relay on that port, for instance again after it was closed. */
  public static SmtpSink start(int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      SmtpSink sink = new SmtpSink(listener);
      sink.acceptor.start();
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on STARTTLS is offered, with that certificate. */
  public void offerTls(SSLContext context) {
    synchronized (monitor) {
      tls = context;
    }
  }

  /** From now on nobody is served without this login (AUTH PLAIN). */
  public void requireLogin(String username, String password) {
    synchronized (monitor) {
      login = "\0" + username + "\0" + password;
    }
  }

  /** What AUTH PLAIN has to say; null: anything goes. */
  @Nullable String login() {
    synchronized (monitor) {
      return login;
    }
  }

  @Nullable SSLContext tls() {
    synchronized (monitor) {
      return tls;
    }
  }

  /** Begins a rule: at that phase, do something else than answering normally. */
  public Rule at(SmtpPhase phase) {
    return new Rule(phase);
  }

  /** Forgets all rules and lets those who are stalled go on with a normal answer. */
  public void behave() {
    synchronized (monitor) {
      rules.clear();
      releases++;
      stalled = 0;
      monitor.notifyAll();
    }
  }

  /** What has arrived so far, in order of arrival. */
  public List<SinkMail> mails() {
    synchronized (monitor) {
      return List.copyOf(mails);
    }
  }

  /** Waits until at least that many mails have arrived, and returns all. */
  public List<SinkMail> awaitMails(int count, Duration deadline) {
    await(() -> mails.size() >= count, deadline, () -> mails.size() + " of " + count + " mails");
    return mails();
  }

  /** Waits until that many sessions hang in a stall. */
  public void awaitStalled(int count, Duration deadline) {
    await(() -> stalled >= count, deadline, () -> stalled + " of " + count + " stalls");
  }

  /** How many connections were ever made. */
  public int connections() {
    synchronized (monitor) {
      return connections;
    }
  }

  /** Stops listening and drops every connection. */
  @Override
  public void close() {
    List<Socket> remaining;
    synchronized (monitor) {
      closed = true;
      remaining = List.copyOf(open);
      monitor.notifyAll();
    }
    try {
      listener.close();
      // The kernel keeps the port open for as long as a thread still waits in accept().
      acceptor.join();
      for (Socket each : remaining) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The fault due now, counted as used. */
  @Nullable SmtpFault faultAt(SmtpPhase phase, List<String> recipients) {
    synchronized (monitor) {
      return rules.stream()
          .filter(rule -> rule.applies(phase, recipients))
          .findFirst()
          .map(SmtpRule::use)
          .orElse(null);
    }
  }

  void keep(SinkMail mail) {
    synchronized (monitor) {
      mails.add(mail);
      monitor.notifyAll();
    }
  }

  /** Hangs until the sink behaves again (then true) or is closed (then false). */
  boolean stall() throws InterruptedException {
    synchronized (monitor) {
      int released = releases;
      stalled++;
      monitor.notifyAll();
      while (releases == released && !closed) {
        monitor.wait();
      }
      return !closed;
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        synchronized (monitor) {
          connections++;
          open.add(socket);
        }
        daemon("smtp-session", () -> serve(socket)).start();
      }
    } catch (IOException e) {
      // The listener was closed: nobody is served any more.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new SmtpSession(this, socket).run();
    } catch (IOException e) {
      // The client went away, or the sink was closed; both end the session.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (monitor) {
        open.remove(socket);
      }
    }
  }

  private void await(BooleanSupplier reached, Duration deadline, Supplier<String> progress) {
    long end = System.nanoTime() + deadline.toNanos();
    synchronized (monitor) {
      while (!reached.getAsBoolean()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("after " + deadline + " there were " + progress.get());
        }
        try {
          TimeUnit.NANOSECONDS.timedWait(monitor, left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new AssertionError("interrupted with " + progress.get(), e);
        }
      }
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** A rule in the making; its last word puts it in force. */
  public final class Rule {
    private final SmtpPhase phase;
    private @Nullable String recipient;
    private int times = Integer.MAX_VALUE;

    private Rule(SmtpPhase phase) {
      this.phase = phase;
    }

    /** Only where this address is among the recipients (from RECIPIENT on). */
    public Rule forRecipient(String address) {
      recipient = address;
      return this;
    }

    /** Only the first so many times; default: always. */
    public Rule times(int count) {
      times = count;
      return this;
    }

    public void refuse(int code, String text) {
      add(new SmtpFault.Refuse(code, text));
    }

    /** Says something that no relay says. */
    public void say(String line) {
      add(new SmtpFault.Say(line));
    }

    /** Answers normally and very slowly: so long a pause before each byte. */
    public void trickle(Duration pause) {
      add(new SmtpFault.Trickle(pause));
    }

    public void drop() {
      add(new SmtpFault.Drop());
    }

    public void stall() {
      add(new SmtpFault.Stall());
    }

    private void add(SmtpFault fault) {
      synchronized (monitor) {
        rules.add(new SmtpRule(phase, recipient, fault, times));
      }
    }
  }
}
