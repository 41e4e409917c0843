import type { RelayState } from '../relay/relay.ts';
import { query, type SqlTransaction } from '../store/sql.ts';

/** The state of connections and loops; cheap enough for every readiness check. */
export interface MessagingHealth {
  readonly nats: 'up' | 'down';
  readonly relay: RelayState;
  /** By durable name; a consumer is `waiting` while the stream that it reads does not exist or NATS cannot be reached. */
  readonly consumers: Readonly<Record<string, 'consuming' | 'waiting'>>;
}

/** The sizes of outbox and parking place; read from the database. */
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

/** Counts unpublished and parked messages. */
export async function readLag(database: SqlTransaction): Promise<MessagingLag> {
  const [lag] = await query<MessagingLag>(database, countLag);
  return lag ?? { unpublished: 0, oldestUnpublishedSeconds: 0, parked: 0 };
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { countLag };
