import type { RelayState } from './relay/relay.ts';
import type { SqlTransaction } from './sql.ts';

/** What works at this moment; cheap enough for every readiness check. */
export interface MessagingHealth {
  readonly nats: 'up' | 'down';
  readonly relay: RelayState;
  /** By durable name; a consumer waits where the stream that it reads does not exist yet. */
  readonly consumers: Readonly<Record<string, 'consuming' | 'waiting'>>;
}

/** How much waits; asks the database. */
export interface MessagingLag {
  readonly unpublished: number;
  /** Age of the oldest unpublished message; 0 when there is none. */
  readonly oldestUnpublishedSeconds: number;
  readonly parked: number;
}

const countLag = `
SELECT
  (SELECT count(*) FROM messaging.outbox WHERE published_at IS NULL)::int AS "unpublished",
  coalesce((SELECT extract(epoch FROM now() - created_at) FROM messaging.outbox
    WHERE published_at IS NULL ORDER BY seq LIMIT 1), 0)::float8 AS "oldestUnpublishedSeconds",
  (SELECT count(*) FROM messaging.parked_messages WHERE resolved_at IS NULL)::int AS "parked"`;

/** Counts what waits. */
export async function readLag(database: SqlTransaction): Promise<MessagingLag> {
  const [lag] = await database.$queryRawUnsafe<MessagingLag[]>(countLag);
  return lag ?? { unpublished: 0, oldestUnpublishedSeconds: 0, parked: 0 };
}
