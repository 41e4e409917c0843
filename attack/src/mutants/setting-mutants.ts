import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Redis } from 'ioredis';
import type { Target } from '../target/target.ts';
import { asAdministrator } from './as-administrator.ts';
import type { SettingMutant } from './mutant.ts';

const loginOf = ({ store }: Target): string =>
  decodeURIComponent(new URL(store.databaseUrl('orders')).username);

/** Statements that take a guard off and put it back on. */
function statements(
  name: string,
  noticedBy: string,
  sql: (login: string) => { readonly off: string; readonly on: string },
): SettingMutant {
  return {
    name,
    noticedBy: [noticedBy],
    switchOff: async (target) => {
      const { off, on } = sql(loginOf(target));
      await asAdministrator(target, 'orders', off);
      return () => asAdministrator(target, 'orders', on);
    },
  };
}

/** Has nats-server read another configuration. */
async function configureNats(
  { store, dataDir }: Target,
  change: (text: string) => string,
): Promise<() => Promise<void>> {
  const file = path.join(dataDir, 'nats', 'nats-server.conf');
  const former = readFileSync(file, 'utf8');
  const changed = change(former);
  if (changed === former) throw new Error('The configuration of NATS has another form.');
  const put = async (text: string): Promise<void> => {
    writeFileSync(file, text);
    store.services.nats.kill('SIGHUP');
    // nats-server tells nobody when it has read it.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  };
  await put(changed);
  return () => put(former);
}

/** What servers and the file system keep, by how they are set up. */
export const settingMutants: readonly SettingMutant[] = [
  statements(
    'statements have no end',
    'runs a statement without end with the login of each domain',
    (login) => ({
      off: `ALTER ROLE "${login}" SET statement_timeout = 0`,
      on: `ALTER ROLE "${login}" SET statement_timeout = '30s'`,
    }),
  ),
  statements(
    'the trail may be changed',
    'changes the trail of the staff with the login of each domain',
    (login) => ({
      off: `ALTER TABLE audit.entries DISABLE TRIGGER ALL; GRANT UPDATE, DELETE ON audit.entries TO "${login}"`,
      on: `ALTER TABLE audit.entries ENABLE TRIGGER ALL; REVOKE UPDATE, DELETE ON audit.entries FROM "${login}"`,
    }),
  ),
  statements(
    'a login may run programs',
    'runs programs and reads files with the login of each domain',
    (login) => ({
      off: `GRANT pg_execute_server_program TO "${login}"`,
      on: `REVOKE pg_execute_server_program FROM "${login}"`,
    }),
  ),
  {
    name: "a login opens every domain's database",
    noticedBy: ["opens another domain's database with the login of each"],
    switchOff: async (target) => {
      const database = new URL(target.store.databaseUrl('accounts')).pathname.slice(1);
      const login = loginOf(target);
      await asAdministrator(target, 'orders', `GRANT CONNECT ON DATABASE "${database}" TO "${login}"`);
      return () =>
        asAdministrator(target, 'orders', `REVOKE CONNECT ON DATABASE "${database}" FROM "${login}"`);
    },
  },
  {
    name: 'logins of NATS publish what they like',
    noticedBy: [
      "publishes another domain's messages with the login of each",
      "reads, changes, empties and deletes other domains' streams with the login of each",
    ],
    switchOff: (target) =>
      configureNats(target, (text) =>
        text.replace(/publish: \[\s+"[^"]+"/, 'publish: [\n            "from.>"'),
      ),
  },
  {
    name: 'logins of NATS ask JetStream for what they like',
    noticedBy: ["makes and deletes consumers of other domains' with the login of each"],
    switchOff: (target) =>
      configureNats(target, (text) =>
        text.replace(/publish: \[\s+"[^"]+"/, 'publish: [\n            "$JS.API.CONSUMER.>"'),
      ),
  },
  {
    name: 'logins of NATS hear what they like',
    noticedBy: ["listens to another domain's messages and answers with the login of each"],
    switchOff: (target) =>
      configureNats(target, (text) => text.replace(/subscribe: \[/, 'subscribe: ["_INBOX_orders.>", ')),
  },
  {
    name: 'the gateway may do everything in Redis',
    noticedBy: ['reads and empties Redis with the login of the gateway'],
    switchOff: async ({ store }) => {
      const redis = new Redis(store.services.redis.url);
      const line = await redis.call('ACL', 'LIST');
      const former =
        (line as string[])
          .find((user) => user.startsWith('user gateway '))
          ?.split(' ')
          .slice(2) ?? [];
      await redis.call('ACL', 'SETUSER', 'gateway', '+config|get', '+keys');
      redis.disconnect();
      return async () => {
        const again = new Redis(store.services.redis.url);
        await again.call('ACL', 'SETUSER', 'gateway', 'reset', ...former);
        again.disconnect();
      };
    },
  },
  {
    name: 'mails are open to others of the machine',
    noticedBy: ['reads secrets, logs and mails with another account of the machine'],
    switchOff: ({ store: { mailDirectory } }) => {
      const [name = ''] = readdirSync(mailDirectory);
      const mail = path.join(mailDirectory, name);
      const { mode } = statSync(mail);
      chmodSync(mail, 0o644);
      return Promise.resolve(() => {
        chmodSync(mail, mode);
        return Promise.resolve();
      });
    },
  },
];
