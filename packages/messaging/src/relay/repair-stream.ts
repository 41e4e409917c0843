import { streamOf, type Domain } from '@cartwright/events';
import type { StreamInfo } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import type { NatsSession } from '../nats/nats-link.ts';
import { ensureStream } from './ensure-stream.ts';
import type { RelayStore } from './relay-store.ts';
import { resetConsumersAhead } from './reset-consumers.ts';

/** What a repair needs; `above` is a sequence from which on the stream is known to have been overwritten. */
export interface Repair {
  readonly domain: Domain;
  readonly store: RelayStore;
  readonly session: Pick<NatsSession, 'manager'>;
  readonly logger: Logger;
  readonly above?: number;
}

/**
 * Compares the stream with what PostgreSQL knows of it, before anything new is published: JetStream may have lost
 * its tail or everything, hands out the lost sequence numbers again, and consumers that were past them would never
 * see the new messages. What was lost is marked for publishing again, with new message ids and the same business
 * ids; consumers that are past the stream's end are set back.
 */
export async function repairStream({ domain, store, session, logger, above }: Repair): Promise<void> {
  const info = await ensureStream(session.manager, domain);
  const keptUpTo = Math.min(await knownToBeKept(store, info), above ?? Infinity);
  const { last_seq: lastSeq } = info.state;
  const found = { stream: streamOf(domain), created: info.created, lastSeq };
  const redriven = await store.redriveAbove(Math.min(keptUpTo, Number.MAX_SAFE_INTEGER), found);
  if (redriven > 0)
    logger.warn({ redriven, keptUpTo, lastSeq }, 'the stream lost messages: publishing them again');
  await resetConsumersAhead({ manager: session.manager, stream: info.config.name, lastSeq, logger });
}

/** The highest sequence up to which what was published is surely still there, or is not needed by anybody any more. */
async function knownToBeKept(store: RelayStore, info: StreamInfo): Promise<number> {
  const known = await store.knownStream(info.config.name);
  if (known === undefined) return -1;
  if (known.created !== info.created) return known.settledSeq;
  return info.state.last_seq < known.lastSeq ? info.state.last_seq : Infinity;
}
