-- Who replied last to a conversation before it ended.
create index interaction_replied on interaction (source, conversation, occurred_at)
  where event = 'REPLIED';
