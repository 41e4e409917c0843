import { message } from '@cartwright/events';
import {
  createTestDatabase,
  openPoolDatabase,
  type PoolDatabase,
  type PoolTransaction,
} from '@cartwright/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { doWork } from '../../test/contracts.ts';
import { createMessaging, type Messaging } from '../messaging.ts';
import type { SqlDatabase } from '../store/sql.ts';

const stack = new AsyncDisposableStack();
let database: PoolDatabase;
let messaging: Messaging<PoolTransaction>;

beforeAll(async () => {
  const { url: databaseUrl } = stack.use(await createTestDatabase('messaging'));
  database = stack.use(openPoolDatabase(databaseUrl));
  await database.$executeRawUnsafe('CREATE TABLE effect (job_id text NOT NULL)');
  messaging = createMessaging({
    domain: 'orders',
    database: threeTimes(database),
    databaseUrl,
    natsUrl: 'nats://127.0.0.1:9',
    logger: pino({ level: 'silent' }),
    publishes: [doWork],
    consumes: [],
  });
});
afterAll(() => stack.disposeAsync());
beforeEach(() => database.$executeRawUnsafe('TRUNCATE messaging.outbox, effect'));

const lost = new Error('lost against another one');

/** A database that runs what fails again, three times in all, as one does that knows why it failed. */
const threeTimes = (once: PoolDatabase): SqlDatabase<PoolTransaction> => ({
  statements: once.statements,
  transaction: (work) =>
    once
      .transaction(work)
      .catch(() => once.transaction(work))
      .catch(() => once.transaction(work)),
});

const stored = async (): Promise<{ effects: string[]; sent: string[] }> => {
  const effects = await database.$queryRawUnsafe<{ id: string }[]>('SELECT job_id AS id FROM effect');
  const sent = await database.$queryRawUnsafe<{ id: string }[]>(
    'SELECT business_id AS id FROM messaging.outbox ORDER BY seq',
  );
  return { effects: effects.map(({ id }) => id), sent: sent.map(({ id }) => id) };
};

/** Records and sends a job per attempt, and fails in the first ones: each of them with the next of these errors. */
function work(...errors: readonly Error[]): Promise<number> {
  let attempts = 0;
  return messaging.transact(async (tx, send) => {
    attempts += 1;
    const jobId = `of attempt ${attempts}`;
    await tx.$executeRawUnsafe('INSERT INTO effect (job_id) VALUES ($1)', jobId);
    send(message(doWork, { jobId }));
    const error = errors[attempts - 1];
    if (error !== undefined) throw error;
    return attempts;
  });
}

describe('a transaction that lost against another one', () => {
  it('is run again, and sends what its last attempt sent and nothing of those before', async () => {
    expect(await work(lost, lost)).toBe(3);
    expect(await stored()).toEqual({ effects: ['of attempt 3'], sent: ['of attempt 3'] });
  });

  it('is given up after a few attempts, and has sent nothing', async () => {
    await expect(work(lost, lost, lost)).rejects.toThrow(lost);
    expect(await stored()).toEqual({ effects: [], sent: [] });
  });
});
