import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerFiles } from '../../test/customer-files.ts';
import { resetPassword } from '../../test/mailed.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword } from '../../test/visitor.ts';
import { collectPerson } from '../data-requests/repository/persons.ts';
import { isErasedAddress, purgeErasedAddresses } from './repository/erased.ts';

const yearMs = 365 * 24 * 60 * 60_000;
let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts({ env: { IMPORT_SWEEP_SECONDS: '0.05' } });
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const bring = (file: string, input: object = {}) =>
  customerFiles(accounts, () => token).bring(file, { format: 'JSONL', ...input });

/** A line of somebody who would be new, or, with a bad address, of nobody. */
const line = (email: string, more: object = {}) => JSON.stringify({ email, ...more });
const noAddress = { addresses: [{ countryCode: 'DE', line1: '1 Street' }] };

const register = (email: string) => desk.visitor.register(email);
const erase = async (session: { readonly tokens: { readonly accessToken: string } }) => {
  const proof = { password: goodPassword };
  const erased = await desk.mutate('customerErase', { proof }, { token: session.tokens.accessToken });
  expect(erased.__typename).toBe('CustomerEraseSuccess');
};

/** Their session, once a file has brought them in and they have set a password. */
async function comesByFile(email: string) {
  await bring(line(email));
  await resetPassword(accounts, email, goodPassword);
  return desk.visitor.signIn(email, goodPassword);
}

/** All of the reports in which an address stands, in whatever case. */
async function naming(text: string): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT subject, messages FROM customer_import_lines WHERE strpos(lower(subject), ${text}) > 0
  `.execute(accounts.database.statements);
  return rows;
}

/** What somebody is shown of the reports in all that is kept of them. */
async function linesShownTo(customerId: string): Promise<unknown> {
  const collected = await accounts.database.transaction((tx) =>
    collectPerson(tx, { customerId, ids: [customerId] }),
  );
  return collected['linesOfFiles'];
}

it('forgets the erased in all lines that name them, also where those found nobody', async () => {
  await bring(line('Everywhere@Example.com'), { isDryRun: true });
  await bring(line('everywhere@example.com', noAddress));
  const session = await comesByFile('everywhere@example.com');
  await bring(line('  EVERYWHERE@example.com', noAddress));
  await bring(line('everywhere-else@example.com', noAddress));
  expect(await naming('everywhere')).toHaveLength(5);
  await erase(session);
  expect(await naming('everywhere')).toMatchObject([{ subject: 'everywhere-else@example.com' }]);
});

it('forgets whom it never found where the address was not proved, too', async () => {
  const session = await register('unproved@example.com');
  await bring(line('unproved@example.com', noAddress));
  await bring(line('unproved@example.com', { firstName: 'Kim' }));
  expect(await naming('unproved')).toHaveLength(2);
  await erase(session);
  expect(await naming('unproved')).toEqual([]);
});

it('writes nobody down again who was erased', async () => {
  const session = await comesByFile('written@example.com');
  await erase(session);
  const stranger = await register('mistyped@example.com');
  await erase(stranger);
  const tries = [
    line('Written@Example.com'),
    line('written@example.com', noAddress),
    line('mistyped@example.com', { id: stranger.user.id }),
  ].join('\n');
  for (const isDryRun of [true, false]) {
    const { lines } = await bring(tries, { isDryRun });
    expect(lines.nodes.map(({ outcome, subject }) => [outcome, subject])).toEqual([
      ['FAILED', ''],
      ['FAILED', ''],
      ['FAILED', ''],
    ]);
  }
  await register('written@example.com'); // they are named again once they are back
  expect((await bring(line('written@example.com', noAddress))).lines.nodes).toMatchObject([
    { outcome: 'FAILED', subject: 'written@example.com' },
  ]);
});

it('gives people what reports say of them, and nobody what is said of an address that is not proved theirs', async () => {
  await bring(line('asks@example.com', noAddress));
  const { user } = await comesByFile('asks@example.com');
  expect(await linesShownTo(user.id)).toMatchObject([
    {
      outcome: 'FAILED',
      subject: 'asks@example.com',
      messages: expect.arrayContaining([expect.any(String)]) as unknown,
    },
    { outcome: 'CREATED', subject: 'asks@example.com', messages: [] },
  ]);
  await bring(line('victim@example.com', noAddress));
  const stranger = await register('victim@example.com');
  expect(await linesShownTo(stranger.user.id)).toEqual([]);
});

it('knows an erased address for three years, by a hash that nobody can make without the key', async () => {
  const email = 'long-ago@example.com';
  await erase(await comesByFile(email));
  const known = (at: Date, key = 'another key that only tests know') =>
    accounts.database.transaction((tx) => isErasedAddress(tx, { email, key, now: at }));
  const after = (years: number) => new Date(accounts.now().getTime() + years * yearMs);
  expect(await known(after(2.9))).toBe(true);
  expect(await known(after(2.9), 'some key')).toBe(false);
  expect(await known(after(3.1))).toBe(false);
  const kept = () => accounts.database.prisma.erasedAddress.count();
  const before = await kept();
  await purgeErasedAddresses(accounts.database.statements, after(2.9));
  expect(await kept()).toBe(before);
  await purgeErasedAddresses(accounts.database.statements, after(3.1));
  expect(await kept()).toBe(0);
});
