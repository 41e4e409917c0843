import { consentClaimed, customerRegistered, emailLinkRequested, type DataOf } from '@cartwright/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerFiles } from '../../test/customer-files.ts';
import { resetPassword } from '../../test/mailed.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword } from '../../test/visitor.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts({ env: { IMPORT_SWEEP_SECONDS: '0.05' } });
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const files = {
  bring: (file: string, input: object = {}) => customerFiles(accounts, () => token).bring(file, input),
};

const header =
  'First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,Default Address Address1,Default Address Address2,' +
  'Default Address City,Default Address Province Code,Default Address Country Code,Default Address Zip,Default Address Phone,' +
  'Phone,Accepts SMS Marketing,Tags,Note,Tax Exempt';
const table = (...rows: readonly string[]) => [header, ...rows].join('\r\n');
const row = (email: string, { first = 'Kim', consent = '', tags = '', street = '1 Example Street' } = {}) =>
  `${first},Shopper,${email},${consent},Harbour,${street},,Berlin,,DE,'10115,'+49 30 1234567,,no,${tags},Met at the fair.,no`;

const stored = (email: string) =>
  accounts.database.prisma.user.findFirst({
    where: { email },
    include: { addresses: true, memberships: true },
  });

const sent = async <Data>(type: string, email: string): Promise<Data[]> => {
  const { rows } = await sql<{ data: Data }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${type} AND envelope -> 'data' ->> 'email' = ${email} ORDER BY seq
  `.execute(accounts.database.statements);
  return rows.map(({ data }) => data);
};

it('makes customers of a table, without a password, a proof of their address or a mail', async () => {
  const group = await desk.mutate(
    'customerGroupCreate',
    { name: 'Trade' },
    { token, of: '... on CustomerGroupSuccess { group { id } }' },
  );
  const seen = await files.bring(
    table(row('new@example.com', { consent: 'yes', tags: '"Trade, Unheard of"' })),
  );
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 1, failed: 0, linesRead: 2 });
  expect(seen.ignoredColumns).toEqual(['Phone', 'Accepts SMS Marketing', 'Note', 'Tax Exempt']);
  const user = await stored('new@example.com');
  expect(seen.lines.nodes).toEqual([
    {
      ...{ line: 2, outcome: 'CREATED', subject: 'new@example.com' },
      messages: ['There is no group "Unheard of", so that they were not put into it.'],
      customer: { id: user?.id, email: 'new@example.com' },
    },
  ]);
  expect(user).toMatchObject({
    role: 'CUSTOMER',
    passwordHash: null,
    emailVerifiedAt: null,
    firstName: 'Kim',
  });
  expect(user?.addresses).toMatchObject([
    { isDefault: true, company: 'Harbour', postalCode: '10115', phone: '+49 30 1234567' },
  ]);
  expect(user?.memberships).toMatchObject([{ groupId: (group['group'] as { id: string }).id }]);
  expect(
    await sent<DataOf<typeof customerRegistered>>(customerRegistered.type, 'new@example.com'),
  ).toMatchObject([{ isAskedToConfirm: true }]);
  expect(await sent(emailLinkRequested.type, 'new@example.com')).toEqual([]);
  expect(await sent(consentClaimed.type, 'new@example.com')).toMatchObject([
    { customerId: user?.id, newsletter: true, source: 'FILE' },
  ]);
});

it('lets whom a file brought in keep what it said once they have set a password', async () => {
  await files.bring(table(row('comes@example.com')));
  const before = await stored('comes@example.com');
  await resetPassword(accounts, 'comes@example.com', goodPassword);
  const after = await stored('comes@example.com');
  expect(after).toMatchObject({ id: before?.id, firstName: 'Kim' });
  expect(after?.emailVerifiedAt).not.toBeNull();
  expect(after?.addresses).toHaveLength(1);
  await desk.visitor.signIn('comes@example.com', goodPassword);
});

it('changes who is there in what the file says alone, and nothing that signs them in', async () => {
  await desk.visitor.register('there@example.com', undefined, { firstName: 'Ada' });
  await accounts.database.prisma.user.update({
    where: { email: 'there@example.com' },
    data: { emailVerifiedAt: accounts.now() },
  });
  const before = await stored('there@example.com');
  const seen = await files.bring(`Email,Last Name,First Name\nThere@Example.com,Lovelace,\n`);
  expect(seen).toMatchObject({ updated: 1, failed: 0 });
  expect(await stored('there@example.com')).toMatchObject({
    ...{ id: before?.id, firstName: 'Ada', lastName: 'Lovelace', passwordHash: before?.passwordHash },
    emailVerifiedAt: before?.emailVerifiedAt,
  });
  expect(await files.bring(`Email,Last Name\nthere@example.com,Lovelace\n`)).toMatchObject({ unchanged: 1 });
});

it('writes nothing into an account whose address nobody has proved', async () => {
  await desk.visitor.register('claimed@example.com');
  const seen = await files.bring(table(row('claimed@example.com')));
  expect(seen.lines.nodes).toMatchObject([
    { outcome: 'FAILED', messages: [expect.stringMatching(/has not confirmed it/)] },
  ]);
  expect(await stored('claimed@example.com')).toMatchObject({ firstName: 'Sam', addresses: [] });
});

it('takes exports in again, in both formats, and finds everybody as they were', async () => {
  await files.bring(table(row('round@example.com')));
  for (const format of ['CSV', 'JSONL']) {
    const { url } = await desk.mutate(
      'customerExportCreate',
      { format },
      { token, of: '... on CustomerExportCreateSuccess { url }' },
    );
    const { pathname, search } = new URL(String(url));
    const file = await (await fetch(`${accounts.url}${pathname}${search}`)).text();
    const seen = await files.bring(file, { format });
    expect(seen.lines.nodes.filter(({ outcome }) => outcome !== 'UNCHANGED')).toEqual([]);
    expect(seen.unchanged).toBeGreaterThan(1);
  }
});

it('reports bad lines, which spoil no other', async () => {
  const lines = [
    '{"email":"nobody"}',
    'no json',
    '{"email":"card@example.com","firstName":"4111 1111 1111 1111"}',
    '{"email":"odd@example.com","firstName":"A\\u0000"}',
    '{"email":"far@example.com","addresses":[{"countryCode":"DE","line1":"1 Street"}]}',
    '{"email":"owner@example.com","firstName":"Other"}',
    '{"email":"good@example.com","firstName":"=Good","locale":"de-at"}',
  ];
  const seen = await files.bring(lines.join('\n'), { format: 'JSONL' });
  expect(seen).toMatchObject({ status: 'COMPLETED', created: 1, failed: 6, linesRead: 7 });
  const told = seen.lines.nodes.map(({ line, outcome, messages }) => [line, outcome, messages.join(' ')]);
  expect(told).toEqual([
    [1, 'FAILED', expect.stringMatching(/^email: /)],
    [2, 'FAILED', 'This line is not JSON.'],
    [3, 'FAILED', 'Please leave out the number of the payment card.'],
    [4, 'FAILED', expect.stringMatching(/^firstName: /)],
    [5, 'FAILED', expect.stringMatching(/address\.postalCode: .*/)],
    [6, 'FAILED', 'This address belongs to a member of the staff.'],
    [7, 'CREATED', ''],
  ]);
  expect(await stored('good@example.com')).toMatchObject({ firstName: '=Good', locale: 'de-AT' });
  expect(await stored('owner@example.com')).toMatchObject({ firstName: 'Sam' });
});

it('changes nothing in a dry run', async () => {
  const seen = await files.bring(table(row('dry@example.com', { consent: 'yes' })), { isDryRun: true });
  expect(seen).toMatchObject({ created: 1, lines: { nodes: [{ outcome: 'CREATED', customer: null }] } });
  expect(await stored('dry@example.com')).toBeNull();
  expect(await sent(consentClaimed.type, 'dry@example.com')).toEqual([]);
});

it('brings nobody back who was erased, and forgets them in its reports', async () => {
  await files.bring(table(row('gone@example.com')));
  await resetPassword(accounts, 'gone@example.com', goodPassword);
  const { user, tokens } = await desk.visitor.signIn('gone@example.com', goodPassword);
  const erased = await desk.mutate(
    'customerErase',
    { proof: { password: goodPassword } },
    { token: tokens.accessToken },
  );
  expect(erased.__typename).toMatch(/Success$/);
  const seen = await files.bring(`Email,Customer ID\ngone@example.com,\nother@example.com,${user.id}\n`);
  expect(seen.lines.nodes.map(({ messages }) => messages[0])).toEqual([
    'Whoever had this address has had their data erased. They can register again themselves.',
    'This customer has closed their account.',
  ]);
  const { rows } = await sql`
    SELECT line FROM customer_import_lines WHERE customer_id = ${user.id}::uuid AND subject <> ''
  `.execute(accounts.database.statements);
  expect(rows).toEqual([]);
});

it('leaves what a person says of newsletters to whoever registered themselves', async () => {
  await desk.visitor.register('choosy@example.com');
  await accounts.database.prisma.user.update({
    where: { email: 'choosy@example.com' },
    data: { emailVerifiedAt: accounts.now() },
  });
  const file = 'Email,Accepts Email Marketing\nchoosy@example.com,yes\n';
  expect((await files.bring(file)).lines.nodes).toMatchObject([
    { outcome: 'UNCHANGED', messages: [expect.stringMatching(/^They registered themselves/)] },
  ]);
  expect(await sent(consentClaimed.type, 'choosy@example.com')).toEqual([]);
  await files.bring(table(row('filed@example.com')));
  expect(await files.bring(file.replace('choosy', 'filed'))).toMatchObject({ unchanged: 1 });
  expect(await sent(consentClaimed.type, 'filed@example.com')).toMatchObject([{ newsletter: true }]);
});

it('says in the trail who brought whom in, and why, without what the file says of them', async () => {
  await files.bring(table(row('trail@example.com')), { reason: 'From the fair.' });
  const user = await stored('trail@example.com');
  const { rows } = await sql<{ target: string; after: object }>`
    SELECT target, after FROM audit.entries WHERE reason = 'From the fair.' ORDER BY position
  `.execute(accounts.database.statements);
  expect(rows).toMatchObject([
    { after: { format: 'CSV', isDryRun: false } },
    { target: user?.id, after: { outcome: 'CREATED', changed: ['addresses'] } },
  ]);
  expect(JSON.stringify(rows)).not.toContain('trail@example.com');
});
