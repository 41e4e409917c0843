import { streamOf, type Domain } from '@cartwright/events';
import type { StreamInfo } from '@nats-io/jetstream';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { NatsSession } from '../nats/nats-link.ts';
import { ensureStream } from './ensure-stream.ts';
import { resetConsumersAhead } from './reset-consumers.ts';

/** What a repair needs; `above` is a sequence from which on the stream is known to have been overwritten. */
export interface Repair {
  readonly domain: Domain;
  readonly client: pg.Client;
  readonly session: NatsSession;
  readonly logger: Logger;
  readonly above?: number;
}

const readState = 'SELECT stream_created, last_seq FROM messaging.relay_state WHERE stream = $1';

const redriveAndRemember = `
WITH redriven AS (
  UPDATE messaging.outbox SET published_at = NULL, stream_seq = NULL, drive = drive + 1
  WHERE stream_seq > $4 RETURNING 1
), remembered AS (
  INSERT INTO messaging.relay_state (stream, stream_created, last_seq) VALUES ($1, $2, $3)
  ON CONFLICT (stream) DO UPDATE SET stream_created = excluded.stream_created, last_seq = excluded.last_seq
)
SELECT count(*)::int AS redriven FROM redriven`;

/**
 * Compares the stream with what PostgreSQL knows of it, before anything new is published: JetStream may have lost
 * its tail or everything, hands out the lost sequence numbers again, and consumers that were past them would never
 * see the new messages. What was lost is marked for publishing again, with new message ids and the same business
 * ids; consumers that are past the stream's end are set back.
 */
export async function repairStream({ domain, client, session, logger, above }: Repair): Promise<void> {
  const info = await ensureStream(session.manager, domain);
  const keptUpTo = Math.min(await knownToBeKept(client, info), above ?? Infinity);
  const { last_seq: lastSeq } = info.state;
  const values = [streamOf(domain), info.created, lastSeq, Math.min(keptUpTo, Number.MAX_SAFE_INTEGER)];
  const { rows } = await client.query<{ redriven: number }>(redriveAndRemember, values);
  const redriven = rows[0]?.redriven ?? 0;
  if (redriven > 0)
    logger.warn({ redriven, keptUpTo, lastSeq }, 'the stream lost messages: publishing them again');
  await resetConsumersAhead({ manager: session.manager, stream: info.config.name, lastSeq, logger });
}

/** The highest sequence up to which what was published is surely still there. */
async function knownToBeKept(client: pg.Client, info: StreamInfo): Promise<number> {
  const { rows } = await client.query<{ stream_created: string; last_seq: string }>(readState, [
    info.config.name,
  ]);
  const [state] = rows;
  if (!state || state.stream_created !== info.created) return -1;
  return info.state.last_seq < Number(state.last_seq) ? info.state.last_seq : Infinity;
}
