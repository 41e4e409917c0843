import type { RelayState } from '../relay/relay.ts';
import { query, type SqlTransaction } from '../store/sql.ts';

/** The state of connections and loops. */
export interface MessagingHealth {
  readonly nats: 'up' | 'down';
  readonly relay: RelayState;
  /** By durable name; a consumer is `waiting` while the stream that it reads does not exist or NATS cannot be reached. */
  readonly consumers: Readonly<Record<string, 'consuming' | 'waiting'>>;
}

/** What waits in outbox and parking place, and how publishing goes; read from the database. */
export interface MessagingLag {
  readonly unpublished: number;
  /** Age of the oldest unpublished message; 0 when there is none. */
  readonly oldestUnpublishedSeconds: number;
  readonly parked: number;
  /** When JetStream last took a message of this domain; null when it never did. */
  readonly publishedAt: Date | null;
  /** Why the active relay cannot publish, whichever replica it is in; null when it can, or cannot say. */
  readonly fault: string | null;
}

const countLag = `
SELECT
  (SELECT count(*) FROM messaging.outbox WHERE published_at IS NULL)::int AS "unpublished",
  coalesce((SELECT extract(epoch FROM now() - created_at) FROM messaging.outbox
    WHERE published_at IS NULL ORDER BY seq LIMIT 1), 0)::float8 AS "oldestUnpublishedSeconds",
  (SELECT count(*) FROM messaging.parked_messages WHERE resolved_at IS NULL)::int AS "parked",
  (SELECT max(published_at) FROM messaging.relay_state) AS "publishedAt",
  (SELECT max(fault) FROM messaging.relay_state) AS "fault"`;

const findOldest = `
SELECT
  coalesce((SELECT extract(epoch FROM now() - created_at) FROM messaging.outbox
    WHERE published_at IS NULL ORDER BY seq LIMIT 1), 0)::float8 AS "oldestUnpublishedSeconds",
  (SELECT max(fault) FROM messaging.relay_state) AS "fault"`;

/** Counts unpublished and parked messages. */
export async function readLag(database: SqlTransaction): Promise<MessagingLag> {
  const [lag] = await query<MessagingLag>(database, countLag);
  return lag ?? { unpublished: 0, oldestUnpublishedSeconds: 0, parked: 0, publishedAt: null, fault: null };
}

/** Reads how old the outbox is, without counting it: cheap enough for every readiness check. */
export async function readOutboxAge(
  database: SqlTransaction,
): Promise<Pick<MessagingLag, 'oldestUnpublishedSeconds' | 'fault'>> {
  const [age] = await query<Pick<MessagingLag, 'oldestUnpublishedSeconds' | 'fault'>>(database, findOldest);
  return age ?? { oldestUnpublishedSeconds: 0, fault: null };
}

/** The statements that `npm run check` prepares on the migrated schema. @public */
export const statements = { countLag, findOldest };
