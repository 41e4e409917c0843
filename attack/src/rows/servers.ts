import { domains, type Domain } from '@cartwright/events';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Attack, Finding } from '../attack.ts';
import { all } from '../target/finding.ts';
import type { Target } from '../target/target.ts';

/** What a server said to each of these; held when it refused all. */
async function refusedEach(
  acts: Readonly<Record<string, () => Promise<unknown>>>,
  isRefusal: RegExp,
): Promise<Finding> {
  const done: string[] = [];
  for (const [name, act] of Object.entries(acts)) {
    const got = await act().then(
      () => 'done',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (!isRefusal.test(got)) done.push(`${name}: ${got.slice(0, 60)}`);
  }
  return { held: done.length === 0, got: done.join('; ') || 'refused' };
}

async function withDatabase(url: string, use: (client: Client) => Promise<Finding>): Promise<Finding> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** As each domain's login. */
function askDatabases({ store }: Target, statements: readonly string[]): Promise<Finding[]> {
  return Promise.all(
    domains.map((domain) =>
      withDatabase(store.databaseUrl(domain), (client) =>
        refusedEach(
          Object.fromEntries(statements.map((sql) => [`${domain}: ${sql}`, () => client.query(sql)])),
          /permission denied|must be (owner|superuser)|only superuser|can not be changed/i,
        ),
      ),
    ),
  );
}

/** What a login of NATS is told when it listens; undefined when it may. */
async function listen(
  { store, secrets }: Target,
  domain: Domain,
  subject: string,
): Promise<string | undefined> {
  const connection = await connect({
    servers: new URL(store.natsUrl).host,
    user: domain,
    pass: secrets.natsPasswords[domain],
    inboxPrefix: `_INBOX_${domain}`,
  });
  try {
    let told: string | undefined;
    connection.subscribe(subject, {
      callback: (error) => {
        if (error) told = error.message;
      },
    });
    await connection.flush();
    return told;
  } finally {
    await connection.close();
  }
}

const withoutLogin: Attack = {
  name: 'reads Redis and PostgreSQL without a login',
  threat: 'API2',
  transport: 'Redis',
  expected: 'NOAUTH, and no such role or password',
  run: async ({ store }) => {
    const { port, hostname } = new URL(store.redisUrl);
    const redis = new Redis(Number(port), hostname);
    const database = new URL(store.databaseUrl('orders'));
    database.password = 'orders';
    try {
      return await refusedEach(
        {
          GET: () => redis.get('gateway:health'),
          'AUTH admin': () => redis.auth('admin', 'admin'),
          'a guessed password': () =>
            withDatabase(database.href, () => Promise.resolve({ held: false, got: '' })),
        },
        /NOAUTH|WRONGPASS|password authentication failed/i,
      );
    } finally {
      redis.disconnect();
    }
  },
};

const endless: Attack = {
  name: 'runs a statement without end with the login of each domain',
  threat: 'API4',
  transport: 'PostgreSQL',
  expected: 'each login has an end set to its statements and idle transactions',
  run: async ({ store }) => {
    const without: string[] = [];
    for (const domain of domains)
      await withDatabase(store.databaseUrl(domain), async (client) => {
        for (const setting of ['statement_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout']) {
          const { rows } = await client.query<{ ms: number }>(
            'SELECT setting::int AS ms FROM pg_settings WHERE name = $1',
            [setting],
          );
          const ms = rows[0]?.ms ?? 0;
          if (ms === 0 || ms > 60_000) without.push(`${domain}: ${setting} ${ms}`);
        }
        return { held: true, got: '' };
      });
    return { held: without.length === 0, got: without.join('; ') || 'an end for each' };
  },
};

/** With what one service knows, after it was taken over. */
export const serverAttacks: readonly Attack[] = [
  {
    name: 'changes the trail of the staff with the login of each domain',
    threat: 'API5',
    transport: 'PostgreSQL',
    expected: 'permission denied',
    run: async (target) =>
      all(
        ...(await askDatabases(target, [
          'UPDATE audit.entries SET hash = hash',
          'DELETE FROM audit.entries',
          'TRUNCATE audit.entries',
        ])),
      ),
  },
  {
    name: 'runs programs and reads files with the login of each domain',
    threat: 'API8',
    transport: 'PostgreSQL',
    expected: 'permission denied',
    run: async (target) =>
      all(
        ...(await askDatabases(target, [
          "COPY (SELECT 1) TO PROGRAM 'id'",
          "SELECT pg_read_file('/etc/passwd')",
          'CREATE ROLE attacker SUPERUSER',
        ])),
      ),
  },
  {
    name: "opens another domain's database with the login of each",
    threat: 'API5',
    transport: 'PostgreSQL',
    expected: 'permission denied',
    run: async ({ store }) => {
      const acts = domains.flatMap((domain) =>
        domains
          .filter((other) => other !== domain)
          .map((other) => {
            const url = new URL(store.databaseUrl(domain));
            url.pathname = new URL(store.databaseUrl(other)).pathname;
            return [
              `${domain} at ${other}`,
              () => withDatabase(url.href, () => Promise.resolve({ held: false, got: '' })),
            ] as const;
          }),
      );
      return refusedEach(Object.fromEntries(acts), /permission denied/i);
    },
  },
  {
    name: "listens to another domain's messages and answers with the login of each",
    threat: 'API5',
    transport: 'NATS',
    expected: 'Permissions Violation',
    run: async (target) => {
      const heard: string[] = [];
      for (const domain of domains)
        for (const subject of [
          '>',
          'from.>',
          '_INBOX.>',
          '$JS.>',
          '$SYS.>',
          ...domains.filter((one) => one !== domain).map((one) => `relay.wake.${one}`),
          ...domains.filter((one) => one !== domain).map((one) => `_INBOX_${one}.>`),
        ])
          if ((await listen(target, domain, subject)) === undefined) heard.push(`${domain}: ${subject}`);
      return { held: heard.length === 0, got: heard.join('; ') || 'refused' };
    },
  },
  {
    name: "publishes another domain's messages with the login of each",
    threat: 'API5',
    transport: 'NATS',
    expected: 'Permissions Violation',
    run: async ({ store, secrets }) => {
      const findings = [];
      for (const domain of domains) {
        const connection = await connect({
          servers: new URL(store.natsUrl).host,
          user: domain,
          pass: secrets.natsPasswords[domain],
          inboxPrefix: `_INBOX_${domain}`,
        });
        const acts = domains
          .filter((one) => one !== domain)
          .map((one) => {
            const subject = `from.${one}.${one}.forged`;
            return [
              `${domain}: ${subject}`,
              () => connection.request(subject, '{}', { timeout: 2_000 }),
            ] as const;
          });
        try {
          findings.push(await refusedEach(Object.fromEntries(acts), /permissions? violation/i));
        } finally {
          await connection.close();
        }
      }
      return all(...findings);
    },
  },
  {
    name: 'reads and empties Redis with the login of the gateway',
    threat: 'API5',
    transport: 'Redis',
    expected: 'NOPERM',
    run: async ({ store, secrets }) => {
      const url = new URL(store.redisUrl);
      const redis = new Redis(Number(url.port), url.hostname, {
        username: 'gateway',
        password: secrets.redisPasswords.gateway,
      });
      try {
        return await refusedEach(
          {
            FLUSHALL: () => redis.flushall(),
            'CONFIG GET': () => redis.config('GET', '*'),
            KEYS: () => redis.keys('*'),
            "another's key": () => redis.get('sessions:somebody'),
            SHUTDOWN: () => redis.call('SHUTDOWN'),
            "a script on another's key": () =>
              redis.eval("return redis.call('GET', KEYS[1])", 1, 'sessions:somebody'),
            "another's channel": () => redis.call('SPUBLISH', 'sessions', ''),
            'ACL SETUSER': () => redis.call('ACL', 'SETUSER', 'attacker', 'on', 'nopass', '+@all', '~*'),
            'MODULE LOAD': () => redis.call('MODULE', 'LOAD', '/tmp/attacker.so'),
            REPLICAOF: () => redis.call('REPLICAOF', '127.0.0.1', '9'),
            MONITOR: () => redis.call('MONITOR'),
          },
          /NOPERM|command not allowed/,
        );
      } finally {
        redis.disconnect();
      }
    },
  },
  withoutLogin,
  endless,
];
