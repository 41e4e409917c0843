import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const of =
  '... on CustomerExportCreateSuccess { url expiresAt } ... on InvalidInputError { fields { path } }';
const ask = (input: object) =>
  desk.mutate('customerExportCreate', { format: 'CSV', ...input }, { token, of });

/** Fetches from this replica what is behind an address of the store. */
async function fetchFile(url: unknown): Promise<Response> {
  const { pathname, search } = new URL(String(url));
  return fetch(`${accounts.url}${pathname}${search}`);
}
const linesOf = async (input: object) =>
  (await (await fetchFile((await ask(input))['url'])).text()).trim().split(/\r?\n/);

it('has customers alone, in a table and as lines of JSON, without passwords and formulas', async () => {
  const { user } = await desk.visitor.register('file@example.com', undefined, { firstName: '=cmd' });
  await desk.visitor.startAsGuest();
  const [header, ...rows] = await linesOf({});
  expect(header).toMatch(/^Customer ID,First Name,Last Name,Email,Default Address Company,.*,Tags$/);
  expect(rows).toEqual([`${user.id},'=cmd,Shopper,file@example.com,,,,,,,,,`]);
  const lines = await linesOf({ format: 'JSONL' });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([{ id: user.id, addresses: [] }]);
  expect(lines.join('')).not.toMatch(/password|argon2/i);
});

it('has the members of groups alone', async () => {
  const { user } = await desk.visitor.register('member@example.com');
  const group = '... on CustomerGroupSuccess { group { id } }';
  const made = await desk.mutate('customerGroupCreate', { name: 'Trade' }, { token, of: group });
  const { id: groupId } = made['group'] as { id: string };
  await desk.mutate('customerGroupMembersAdd', { groupId, customerIds: [user.id] }, { token, of: group });
  const rows = (await linesOf({ filters: { groupIds: [groupId] } })).slice(1);
  expect(rows).toEqual([expect.stringMatching(/member@example\.com,.*,Trade$/)]);
});

it('says in the trail who asked, and ends within the hour', async () => {
  expect(await ask({ reason: 'x'.repeat(501) })).toMatchObject({ fields: [{ path: ['reason'] }] });
  const { url } = await ask({ reason: 'For the newsletter.' });
  const { rows } = await sql`
    SELECT operation, after FROM audit.entries WHERE reason = 'For the newsletter.'
  `.execute(accounts.database.statements);
  expect(rows).toEqual([{ operation: 'customerExportCreate', after: { format: 'CSV', groupIds: null } }]);
  expect((await fetchFile(url)).status).toBe(200);
  accounts.advanceSeconds(60 * 60);
  expect((await fetchFile(url)).status).toBe(404);
});

it('is for staff who may see customers', async () => {
  const { tokens } = await desk.hire('packer@example.com', builtIn.warehouse);
  const { errors } = await accounts.graphql(
    'mutation { customerExportCreate(input: { format: CSV }) { __typename } }',
    {},
    tokens.accessToken,
  );
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
