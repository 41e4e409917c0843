import { domains } from '@cartwright/events';
import { waitFor } from '@cartwright/testing';
import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { openStatementLog, type SentTransaction, type StatementLog } from '../support/statement-log.ts';

const graphqlUrl = inject('graphqlUrl');

/** What is stored or published, which nothing does by itself. */
const stores = /INTO messaging\.|UPDATE messaging\.outbox/;
/** How the store looks for what nobody told it of, and what it looks at to know how it is. */
const looks =
  /skip locked|^delete from|set "successor_salt"|clock_timestamp|^select 1\b|messaging\.relay_state|published_at IS NULL|personal_data\.|data_requests|revoked_at|transaction_read_only|advisory_lock\(\$1\)|restatements/i;
/** The payment provider is another system. */
const isOfProvider = ({ statements }: SentTransaction) =>
  statements.some((sql) => sql.includes('"simulator"'));
/** Relays mark what they have published when some time has passed, once for all of it. */
const isMark = ({ statements: [sql = ''] }: SentTransaction) => sql.includes('UPDATE messaging.outbox');
/** Of others who asked before to be erased, at the moment at which they are due. */
const isErasure = ({ statements }: SentTransaction) =>
  statements.some((sql) => sql.includes('FROM personal_data.erasures WHERE next_at'));
const isBracket = (sql: string) => /^(begin|commit)$/i.test(sql);

it('one order alone takes few statements and transactions from being placed to being mailed', async () => {
  await using log = await openStatementLog(inject('postgresUrl'), inject('logDirectory'));
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(graphqlClient(graphqlUrl), 10);
  const input = placeInput(await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]));
  await relaysKnowTheirOutbox();
  const isLook = lookedFor(await whileIdle(log));

  await placeOrder(buyer, input);
  await mailTo(inject('mailboxUrl'), input.email, 'confirmed');
  await allIsMarked();

  const isNoted = (one: SentTransaction) =>
    !isLook(one) && !isOfProvider(one) && !isMark(one) && !isErasure(one);
  const sent = (await log.read()).filter(isNoted);
  const all = sent.map(({ login, statements }) => `${login} ${statements.join(' | ')}`).join('\n');
  const statements = sent.flatMap((one) => one.statements);
  // Three transactions of them tell merchants: one stores that the order was placed, two place that and its confirmation in the feed.
  expect(sent.filter((one) => one.statements.length > 1).length, all).toBeLessThanOrEqual(15);
  expect(statements.filter((sql) => !isBracket(sql)).length, all).toBeLessThanOrEqual(48);
  expect(statements.length, all).toBeLessThanOrEqual(78);
});

function lookedFor(idle: readonly SentTransaction[]): (one: SentTransaction) => boolean {
  const known = new Set(idle.flatMap(({ statements }) => statements).filter((sql) => !stores.test(sql)));
  const isLook = (sql: string) =>
    isBracket(sql) || ((known.has(sql) || looks.test(sql)) && !stores.test(sql));
  return ({ statements }) => statements.every(isLook);
}

/** A relay that has just begun reads all that it publishes. */
const relaysKnowTheirOutbox = () =>
  untilSuperuserFinds(
    `SELECT count(*) = ${domains.length} AS found FROM pg_stat_activity
     WHERE application_name LIKE 'cartwright % relay' AND backend_start < now() - interval '12 seconds'`,
  );

async function whileIdle(log: StatementLog): Promise<SentTransaction[]> {
  await allIsMarked();
  await log.read();
  const seen: SentTransaction[] = [];
  const hasLooked = (domain: string) =>
    seen.filter(
      ({ login, statements: [sql = ''] }) => login.endsWith(domain) && sql.includes('published_at IS NULL'),
    ).length >= 3;
  await waitFor(async () => seen.push(...(await log.read())) > 0 && domains.every(hasLooked), {
    describe: 'every domain to have looked at its outbox',
    timeoutMs: 30_000,
  });
  return seen;
}

async function allIsMarked(): Promise<void> {
  for (const domain of domains)
    await untilSuperuserFinds(
      'SELECT NOT EXISTS (SELECT FROM messaging.outbox WHERE published_at IS NULL) AS found',
      new URL(inject('databaseUrls')[domain]).pathname,
    );
}

/** Asks as the superuser, whose statements are not counted. */
async function untilSuperuserFinds(sql: string, database = '/postgres'): Promise<void> {
  const url = new URL(inject('postgresUrl'));
  url.pathname = database;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await waitFor(async () => (await client.query<{ found: boolean }>(sql)).rows[0]?.found, {
      describe: sql,
      timeoutMs: 30_000,
    });
  } finally {
    await client.end();
  }
}
