import { errorMessage } from '../error-message.ts';
import type { NatsLink } from '../nats/nats-link.ts';
import { within } from '../waiting/within.ts';
import type { SqlTransaction } from '../store/sql.ts';
import { readOutboxAge } from './health.ts';

/** An outbox that is emptied has nothing of that age, in seconds. */
const oldAfterSeconds = 10;
const answerWithinMs = 1000;

/** What the faults are read from. */
export interface FlowSources {
  readonly link: Pick<NatsLink, 'current'>;
  readonly database: SqlTransaction;
  /** What the loops of this process know. */
  readonly ofLoops: () => readonly string[];
}

/**
 * What keeps messages from flowing: what the loops of this process have met, what the active relay has met in whichever
 * replica, a NATS that holds its connections and does not answer, an outbox that is not emptied. Empty while they flow.
 */
export async function flowFaults({ link, database, ofLoops }: FlowSources): Promise<string[]> {
  const known = ofLoops();
  const [silence, outbox] = await Promise.all([silenceOf(link), outboxFaults(database)]);
  return [...new Set([...known, ...silence, ...outbox])];
}

async function silenceOf({ current }: FlowSources['link']): Promise<string[]> {
  if (!current) return []; // the loops say so
  const answer = current.connection.rtt().then(
    () => [],
    (error: unknown) => [`NATS: ${errorMessage(error)}`],
  );
  return (await within(answerWithinMs, answer)) ?? [`NATS does not answer within ${answerWithinMs} ms`];
}

async function outboxFaults(database: SqlTransaction): Promise<string[]> {
  try {
    const { oldestUnpublishedSeconds: seconds, fault } = await readOutboxAge(database);
    const ofRelay = fault === null ? [] : [`publishing: ${fault}`];
    if (seconds < oldAfterSeconds) return ofRelay;
    return [...ofRelay, `the oldest message has waited in the outbox for ${Math.round(seconds)} s`];
  } catch (error) {
    return [`the outbox cannot be read: ${errorMessage(error)}`];
  }
}
