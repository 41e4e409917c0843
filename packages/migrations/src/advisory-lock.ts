import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';

const retryMs = 100;

/**
 * Holds an advisory lock until the connection ends. Asks for it again and again: a statement that waits for it would keep a snapshot all
 * the while, and an index that whoever holds the lock builds concurrently waits for every snapshot before it.
 */
export async function holdAdvisoryLock(client: Client, key: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ isHeld: boolean }>('SELECT pg_try_advisory_lock($1) AS "isHeld"', [
      key,
    ]);
    if (rows[0]?.isHeld === true) return;
    await setTimeout(retryMs);
  }
}
