import { streamOf, type Domain } from '@cartwright/events';
import type { StreamInfo } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import type { NatsSession } from '../nats/nats-link.ts';
import { ensureStream } from './ensure-stream.ts';
import type { RelayStore } from './relay-store.ts';
import { resetConsumersAhead } from './reset-consumers.ts';

/** What a repair needs. */
export interface Repair {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'manager'>;
  readonly logger: Logger;
  /** The stream is known to have reused sequence numbers above this one. */
  readonly above?: number;
  /** The stream is there and can not be written or read: it is replaced, and what is lost with it published again. */
  readonly replaces?: boolean;
}

/**
 * Compares the stream with what PostgreSQL remembers of it, before anything new is published: JetStream may have lost
 * its tail or everything; it then reuses the lost sequence numbers, and consumers that were past them would never see
 * the new messages. What was lost is marked for republication, with new message ids and the same business ids; consumers
 * that are past the stream's end are reset.
 */
export async function repairStream(repair: Repair): Promise<void> {
  const { domain, store, session, logger, above, replaces } = repair;
  const info = await ensureStream({ manager: session.manager, domain, logger, replaces });
  const keptUpTo = Math.min(await knownToBeKept(store, info), above ?? Infinity);
  const { last_seq: lastSeq } = info.state;
  const found = { stream: streamOf(domain), created: info.created, lastSeq };
  const republished = await store.republishAbove(Math.min(keptUpTo, Number.MAX_SAFE_INTEGER), found);
  if (republished > 0)
    logger.warn({ republished, keptUpTo, lastSeq }, 'the stream lost messages: republishing them');
  await resetConsumersAhead({ manager: session.manager, stream: info.config.name, lastSeq, logger });
}

/** The highest sequence up to which every message is surely still in the stream, or acknowledged by all consumers. */
async function knownToBeKept(store: RelayStore, info: StreamInfo): Promise<number> {
  const known = await store.knownStream(info.config.name);
  if (known === undefined) return -1;
  if (known.created !== info.created) return known.ackFloor;
  return info.state.last_seq < known.lastSeq ? info.state.last_seq : Infinity;
}
