package io.afterword.dispatch.delivery;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the status page says of mails, so that another language is one more file. */
@MessageBundle("waiting")
public interface WaitingText {

  @Message("No delivery is due.")
  String nothing();

  @Message(
      "{#if deliveries == 1}1 delivery waits{#else}{deliveries} deliveries wait{/if} for"
          + " {#if survey}survey-service{#else}the relay{/if} since {time}.")
  String held(long deliveries, boolean survey, String time);

  @Message(
      "{#if deliveries == 1}1 delivery is{#else}{deliveries} deliveries are{/if} due, the oldest"
          + " since {time}.")
  String due(long deliveries, String time);

  @Message(
      "Of {#if deliveries == 1}1 delivery{#else}{deliveries} deliveries{/if} nobody knows whether it"
          + " went out; somebody should decide in the outbox.")
  String unknown(long deliveries);
}
