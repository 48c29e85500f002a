package io.afterword.platform.status;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Every word of the status page, so that another language is one more file. */
@MessageBundle("status")
public interface StatusText {

  @Message("Status of {service}-service")
  String title(String service);

  @Message("As one replica saw it at {now}. The same for programs: {path}.")
  String lead(String now, String path);

  @Message("All is well.")
  String well();

  @Message("Something keeps this service from its work.")
  String troubled();

  @Message("since {time}")
  String since(String time);

  @Message("The database cannot be read; what waits is not known until it can.")
  String unread();

  @Message("What waits")
  String waiting();

  @Message("{subscriber} has taken every event.")
  String taken(String subscriber);

  @Message(
      "{#if events == 1}1 event waits{#else}{events} events wait{/if} for {subscriber} since"
          + " {time}.")
  String events(int events, String subscriber, String time);

  @Message("Sending to {subscriber} fails: {error}.")
  String failing(String subscriber, String error);

  @Message(
      "Sending to {subscriber} is paused after five days of failures, until a person resumes it: {error}.")
  String paused(String subscriber, String error);

  @Message("a webhook ({url})")
  String webhook(String url);

  @Message(
      "{#if events == 1}1 event from another service{#else}{events} events from other services{/if}"
          + " could not be applied and must be looked at.")
  String parked(long events);

  @Message("Timed work")
  String jobs();

  @Message("{#if jobs == 1}1 job does{#else}{jobs} jobs do{/if} what is due.")
  String fine(int jobs);

  @Message("{job} failed {#if failures == 1}once{#else}{failures} times in a row{/if}: {error}")
  String jobFails(String job, int failures, String error);
}
