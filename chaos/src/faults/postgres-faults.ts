import { domains } from '@cartwright/events';
import { waitFor } from '@cartwright/testing';
import { Client } from 'pg';
import type { FaultContext, FaultKind } from './fault.ts';

/** PostgreSQL is restarted as administrators do it: every client is disconnected. */
export const postgresRestarted: FaultKind = {
  name: 'PostgreSQL restarted',
  create: ({ chaos }) => ({
    what: 'fast',
    parts: ['postgres'],
    begin: () => chaos.postgres.stop(),
    heal: () => chaos.postgres.start(),
  }),
};

/** PostgreSQL crashes and recovers from its write-ahead log. */
export const postgresCrashed: FaultKind = {
  name: 'PostgreSQL crashed',
  create: ({ chaos }) => ({
    what: 'immediate',
    parts: ['postgres'],
    begin: () => chaos.postgres.crash(),
    heal: () => chaos.postgres.start(),
  }),
};

/** All connections of one domain to PostgreSQL break at once, whatever is under way. */
export const backendsTerminated: FaultKind = {
  name: 'backends terminated',
  create: ({ chaos, random }) => {
    const domain = random.pick(domains);
    const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cartwright_${domain}'`;
    const terminate = (): Promise<void> => execute(chaos.store.services.postgres.url, sql);
    return { what: domain, parts: ['postgres'], begin: terminate, heal: terminate };
  },
};

const aborts = { 'serialization failures': '40001', deadlocks: '40P01' } as const;

/** In one domain, a quarter of the inserts into inbox and outbox fail as if PostgreSQL had aborted the transaction. */
export const transactionsAborted: FaultKind = {
  name: 'transactions aborted',
  create: ({ chaos, random }) => {
    const domain = random.pick(domains);
    const kind = random.pick(Object.keys(aborts) as (keyof typeof aborts)[]);
    const url = chaos.store.databaseUrl(domain);
    return {
      what: `${kind} in ${domain}`,
      parts: ['postgres'],
      begin: () => executeAtLast(url, abortingTrigger(aborts[kind])),
      heal: () => executeAtLast(url, 'DROP FUNCTION IF EXISTS messaging.abort_some() CASCADE'),
    };
  },
};

function abortingTrigger(code: string): string {
  return `CREATE FUNCTION messaging.abort_some() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF random() < 0.25 THEN RAISE EXCEPTION 'chosen as the victim' USING ERRCODE = '${code}'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER abort_some BEFORE INSERT ON messaging.inbox FOR EACH ROW EXECUTE FUNCTION messaging.abort_some();
    CREATE TRIGGER abort_some BEFORE INSERT ON messaging.outbox FOR EACH ROW EXECUTE FUNCTION messaging.abort_some();`;
}

/** A session locks stock rows in the wrong order, and so causes real deadlocks. */
export const deadlocks: FaultKind = {
  name: 'deadlocks over stock',
  create: (context) => {
    let intruding = true;
    let intruder: Promise<void> = Promise.resolve();
    return {
      what: 'an intruder locks backwards',
      parts: ['postgres'],
      begin: () => {
        intruder = intrude(context, () => intruding);
        return Promise.resolve();
      },
      heal: () => {
        intruding = false;
        return intruder;
      },
    };
  },
};

async function intrude({ chaos }: FaultContext, isActive: () => boolean): Promise<void> {
  const client = new Client({ connectionString: chaos.store.databaseUrl('products') });
  client.on('error', () => undefined);
  await client.connect();
  const lockAll = `DO $$ DECLARE stock_row record; BEGIN
    FOR stock_row IN SELECT variant_id FROM stock WHERE received > 500 ORDER BY variant_id DESC LOOP
      PERFORM 1 FROM stock WHERE variant_id = stock_row.variant_id FOR UPDATE;
      PERFORM pg_sleep(0.02);
    END LOOP; END $$`;
  while (isActive()) await client.query(lockAll).catch(() => undefined); // it may be the victim itself
  await client.end();
}

/** Repeats a statement that locks whole tables until it succeeds: under load it may be a deadlock's victim. */
async function executeAtLast(url: string, sql: string): Promise<void> {
  await waitFor(() => execute(url, sql).then(() => true), { timeoutMs: 30_000, describe: 'the tables' });
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
