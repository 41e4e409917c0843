import { createLoop, type Loop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { alertsContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { consumes } from './events.ts';
import { purgeAlerts } from './repository/alerts.ts';
import { purgeAttempts } from './repository/attempts.ts';
import { resolvers } from './resolvers.ts';
import { endedKeptMs } from './rules/alert-input.ts';
import { tellWaiting } from './use-cases/tell-waiting.ts';

/** What is announced to this process wakes it; this finds what is due later, and what another one has left. */
const lookIntervalMs = 5_000;
const purgeIntervalMs = 60 * 60_000;
const purgeBatch = 500;

/** What alerts need of others. */
export type Telling = Pick<Dependencies, 'announce' | 'say' | 'onStored'>;

/** Builds what tells those who wait. */
export function createTelling({ database, logger, now }: Parts, telling: Telling): Loop {
  const transaction: Dependencies['transaction'] = (work) => database.transaction(work);
  return createLoop({
    name: 'tell those who wait for variants',
    round: () => tellWaiting({ ...telling, transaction, now }),
    intervalMs: lookIntervalMs,
    logger,
  });
}

/** Tells people once what they wait for: that something is there again, or costs less. */
export function alertsRoom(parts: Parts, loop: Loop, telling: Telling): Room<Tables> {
  const { database, logger, newId, now } = parts;
  const dependencies: Dependencies = {
    ...{ db: database.statements, newId, now, onDue: loop.wake },
    transaction: (work) => database.transaction(work),
    ...telling,
  };
  const purge = createLoop({
    name: 'purge alerts that are over',
    round: async () => {
      const at = now();
      const attempts = await purgeAttempts(database.statements, at, purgeBatch);
      const endedBefore = new Date(at.getTime() - endedKeptMs);
      const alerts = await purgeAlerts(database.statements, { now: at, endedBefore }, purgeBatch);
      return { hasMore: alerts.hasMore || attempts >= purgeBatch };
    },
    intervalMs: purgeIntervalMs,
    logger,
  });
  return {
    resolvers,
    consumes: consumes({ now, onDue: loop.wake }),
    context: () => ({ alerts: alertsContext(dependencies) }),
    background: [loop, purge],
  };
}
