import { createLoop, type Background, type Logger } from '@cartwright/process';
import type { KeyStatements } from './key-tables.ts';

const hourMs = 60 * 60 * 1000;
/** How long a key is kept. */
export const keptMs = 7 * 24 * hourMs;

/** Deletes keys that are older than a week. */
export async function purgeKeys(db: KeyStatements, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptMs);
  await db.deleteFrom('idempotencyKeys').where('createdAt', '<', before).execute();
}

/** Purges old keys every hour: a part of the background of a domain whose mutations take keys. */
export function keyPurge(options: {
  readonly db: KeyStatements;
  readonly now: () => Date;
  readonly logger: Logger;
}): Background {
  const { db, now, logger } = options;
  return createLoop({
    name: 'purge idempotency keys',
    round: () => purgeKeys(db, now()),
    intervalMs: hourMs,
    logger,
  });
}
