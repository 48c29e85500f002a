/**
 * Events between services: an outbox written with the change, a relay per subscription, a receiver
 * that applies a batch in one transaction and parks what it cannot read. The pictures:
 * docs/architecture.md.
 */
@NullMarked
package io.afterword.platform.feed;

import org.jspecify.annotations.NullMarked;
