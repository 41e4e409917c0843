import type { Domain } from '@cartwright/events';
import {
  createTestDatabase,
  openPoolDatabase,
  type PoolDatabase,
  type PoolTransaction,
  type TestNats,
} from '@cartwright/testing';
import { pino } from 'pino';
import { createMessaging, type Messaging, type MessagingOptions } from '../src/messaging.ts';

/** One domain with a database of its own; replicas of it share the database. */
export interface Participant extends AsyncDisposable {
  readonly domain: Domain;
  readonly database: PoolDatabase;
  readonly databaseUrl: string;
  /** Starts one more process' worth of messaging. */
  startReplica(options: ReplicaOptions): Promise<Messaging<PoolTransaction>>;
  /** The effects that handlers recorded, in order. */
  effects(): Promise<string[]>;
}

export type ReplicaOptions = Partial<MessagingOptions<PoolTransaction>>;

const createEffects = 'CREATE TABLE effect (seq bigserial, job_id text NOT NULL, replica text)';

/** Makes a domain that records what it did in a table `effect`. */
export async function createParticipant(domain: Domain, nats: TestNats): Promise<Participant> {
  const stack = new AsyncDisposableStack();
  const { url: databaseUrl } = stack.use(await createTestDatabase('messaging'));
  const database = stack.use(openPoolDatabase(databaseUrl));
  await database.$executeRawUnsafe(createEffects);
  const replicas = stack.adopt<Messaging<PoolTransaction>[]>([], async (started) => {
    await Promise.all(started.map((replica) => replica.stop()));
  });
  return {
    domain,
    database,
    databaseUrl,
    startReplica: async (options) => {
      const logger = pino({ level: 'silent' });
      const given = { publishes: [], consumes: [], ackWaitMs: 3000, ...options };
      const natsUrl = nats.urlFor(domain);
      const replica = createMessaging({ domain, database, databaseUrl, natsUrl, logger, ...given });
      replicas.push(replica);
      await replica.start();
      return replica;
    },
    effects: async () => {
      const rows = await database.$queryRawUnsafe<{ job_id: string }[]>(
        'SELECT job_id FROM effect ORDER BY seq',
      );
      return rows.map((row) => row.job_id);
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
