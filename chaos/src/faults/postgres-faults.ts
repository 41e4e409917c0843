import { domains } from '@cartwright/stack';
import { waitFor } from '@cartwright/testing';
import { Client } from 'pg';
import type { FaultContext, FaultKind } from './fault.ts';

/** Is restarted as administrators do: every client is sent away. */
export const postgresRestarted: FaultKind = {
  name: 'PostgreSQL restarted',
  create: ({ chaos }) => ({
    what: 'fast',
    parts: ['postgres'],
    begin: () => chaos.postgres.stop(),
    heal: () => chaos.postgres.start(),
  }),
};

/** Crashes, and recovers from its log. */
export const postgresCrashed: FaultKind = {
  name: 'PostgreSQL crashed',
  create: ({ chaos }) => ({
    what: 'immediate',
    parts: ['postgres'],
    begin: () => chaos.postgres.crash(),
    heal: () => chaos.postgres.start(),
  }),
};

/** All connections of one domain break, in the middle of whatever they do. */
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

/** A share of a domain's transactions that handle or send messages ends as PostgreSQL ends those that clash. */
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

/** A session that takes the locks of stock rows in the wrong order, and so makes real deadlocks. */
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

async function intrude({ chaos }: FaultContext, goesOn: () => boolean): Promise<void> {
  const client = new Client({ connectionString: chaos.store.databaseUrl('products') });
  client.on('error', () => undefined);
  await client.connect();
  const lockAll = `DO $$ DECLARE stock_row record; BEGIN
    FOR stock_row IN SELECT variant_id FROM stock WHERE received > 500 ORDER BY variant_id DESC LOOP
      PERFORM 1 FROM stock WHERE variant_id = stock_row.variant_id FOR UPDATE;
      PERFORM pg_sleep(0.02);
    END LOOP; END $$`;
  while (goesOn()) await client.query(lockAll).catch(() => undefined); // it may be the victim itself
  await client.end();
}

/** Locks whole tables under load, and so may be a deadlock's victim itself. */
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
