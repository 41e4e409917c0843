import {
  answeringDomains,
  dataExportRequested,
  dataRequestCompleted,
  userDeleted,
  type ErasureObstacle,
} from '@cartwright/events';
import { purgeExportParts } from '@cartwright/subgraph';
import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword } from '../../test/visitor.ts';
import { claimGuest, closeAccount, purgeGuests } from '../users/door.ts';
import { purgeRequests } from './repository/requests.ts';
import { noteAnswer } from './use-cases/note-answer.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
});
afterAll(() => accounts[Symbol.asyncDispose]());

const requestFields = 'id kind status expiresAt steps { domain state waitsFor } export { accountsData }';

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly expiresAt: string | null;
  readonly steps: { readonly domain: string; readonly state: string; readonly waitsFor: string | null }[];
  readonly export: { readonly accountsData: Record<string, unknown> } | null;
}

/** Asks for an export; gives the request, or the type of what else came. */
async function askForExport(token: string): Promise<Shown | string> {
  const { data } = await accounts.graphql(
    `mutation { customerDataExport { __typename ... on CustomerDataExportSuccess { request { ${requestFields} } } } }`,
    {},
    token,
  );
  const { __typename, request } = (data as { customerDataExport: { __typename: string; request?: Shown } })
    .customerDataExport;
  return request ?? __typename;
}

async function erase(token: string, proof?: object) {
  const of = `... on CustomerEraseSuccess { token request { ${requestFields} } }`;
  return desk.mutate('customerErase', { proof }, { token, of });
}

async function read(id: string, token: string): Promise<Shown | null> {
  const query = `query ($id: ID!) { dataRequest(id: $id) { ${requestFields} } }`;
  return ((await accounts.graphql(query, { id }, token)).data as { dataRequest: Shown | null }).dataRequest;
}

async function follow(token: unknown): Promise<Shown | null> {
  const query = `query ($token: String!) { dataErasure(token: $token) { ${requestFields} } }`;
  return ((await accounts.graphql(query, { token })).data as { dataErasure: Shown | null }).dataErasure;
}

/** What the other domains say that they have done. */
async function answer(requestId: string, waitsFor: ErasureObstacle | null = null): Promise<unknown[]> {
  const sent = [];
  for (const domain of answeringDomains) {
    const late = domain === 'orders' ? waitsFor : null;
    const said = await accounts.database.transaction((tx) =>
      noteAnswer(tx, { requestId, domain, waitsFor: late }, accounts.now()),
    );
    sent.push(...said.map(({ contract, data }) => [contract.type, data]));
  }
  return sent;
}

/** Every table with a row in which the text is, in any column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
  `.execute(accounts.database.statements);
  const found = await Promise.all(
    rows.map(async ({ name }) => {
      const hits = await sql<{ hits: number }>`
        SELECT count(*)::int4 AS hits FROM ${sql.raw(name)} AS t WHERE strpos(t::text, ${text}) > 0
      `.execute(accounts.database.statements);
      return (hits.rows[0]?.hits ?? 0) > 0 ? [name] : [];
    }),
  );
  return found.flat().toSorted();
}

const addressCreate =
  'mutation ($input: CustomerAddressCreateInput!) { customerAddressCreate(input: $input) { __typename } }';
const address = {
  ...{ firstName: 'Sam', lastName: 'Shopper', city: 'Berlin' },
  ...{ postalCode: '10115', countryCode: 'DE', phone: '+49 30 1234567' },
};

/** Somebody with an account and an address. */
async function settledCustomer(email: string, street: string) {
  const { user, tokens } = await desk.visitor.register(email);
  const input = { idempotencyKey: email, address: { ...address, line1: street } };
  await accounts.graphql(addressCreate, { input }, tokens.accessToken);
  return { id: user.id, email, token: tokens.accessToken };
}

it('gives a customer what is kept of them once every domain has answered, and nobody else', async () => {
  const sam = await settledCustomer('exported@example.com', '17 Kept Lane');
  const begun = (await askForExport(sam.token)) as Shown;
  expect([begun.status, begun.export]).toEqual(['IN_PROGRESS', null]);
  expect(begun.steps.map(({ domain, state }) => `${domain} ${state}`)).toEqual([
    ...['ACCOUNTS DONE', 'PRODUCTS WAITING', 'CARTS WAITING', 'ORDERS WAITING', 'PAYMENTS WAITING'],
    'NOTIFICATIONS WAITING',
  ]);
  expect(await askForExport(sam.token)).toEqual(begun);
  const sent = await answer(begun.id);
  const { id: requestId, expiresAt } = begun;
  const told = { requestId, expiresAt, kind: 'EXPORT', customerId: sam.id, email: sam.email, locale: 'en' };
  expect(sent).toEqual([[dataRequestCompleted.type, told]]);
  const done = await read(begun.id, sam.token);
  expect(done).toMatchObject({
    status: 'COMPLETED',
    export: {
      accountsData: {
        account: { email: sam.email, firstName: 'Sam' },
        addresses: [{ line1: '17 Kept Lane' }],
      },
    },
  });
  expect(JSON.stringify(done)).not.toMatch(/argon2|hash/i);
  const stranger = await desk.visitor.register('nosy.of.data@example.com');
  expect(await read(begun.id, stranger.tokens.accessToken)).toBeNull();
});

it('gives three exports within a day, and each for a week', async () => {
  await using fresh = await startTestAccounts();
  const { visitor } = staffDesk(fresh);
  const { tokens } = await visitor.register('asks.often@example.com');
  const ask = async () => {
    const { data } = await fresh.graphql(
      `mutation { customerDataExport { ... on CustomerDataExportSuccess { request { id } }
        ... on TooManyDataExportsError { retryAt } } }`,
      {},
      tokens.accessToken,
    );
    return (data as { customerDataExport: { request?: { id: string }; retryAt?: string } })
      .customerDataExport;
  };
  const finish = async (requestId: string) => {
    for (const domain of answeringDomains)
      await fresh.database.transaction((tx) =>
        noteAnswer(tx, { requestId, domain, waitsFor: null }, fresh.now()),
      );
  };
  const ids = [];
  for (let count = 0; count < 3; count += 1) {
    const { request } = await ask();
    ids.push(request?.id);
    await finish(request?.id ?? '');
  }
  expect(new Set(ids).size).toBe(3);
  expect((await ask()).retryAt).toBeDefined();
  fresh.advanceDays(7);
  const again = await visitor.signIn('asks.often@example.com', goodPassword);
  const query = 'query ($id: ID!) { dataRequest(id: $id) { status export { id } } }';
  const late = await fresh.graphql(query, { id: ids[0] }, again.tokens.accessToken);
  expect(late.data).toEqual({ dataRequest: { status: 'EXPIRED', export: null } });
  await purgeExportParts(fresh.database.statements, fresh.now());
  expect(await fresh.database.prisma.$queryRaw`SELECT 1 FROM personal_data.export_parts`).toEqual([]);
});

it('erases who proves who they are: at once here, and what else there is when every domain has', async () => {
  const sam = await settledCustomer('erased@example.com', '18 Erased Lane');
  await askForExport(sam.token);
  expect((await erase(sam.token, { password: 'not the password' })).__typename).toBe(
    'SecondFactorWrongError',
  );
  const { __typename, token, request } = await erase(sam.token, { password: goodPassword });
  expect(__typename).toBe('CustomerEraseSuccess');
  const { errors } = await accounts.graphql('{ me { id } }', {}, sam.token);
  expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
  expect((await desk.visitor.signIn(sam.email, goodPassword)).__typename).toBe('InvalidCredentialsError');
  expect(await tablesWith('18 Erased Lane')).toEqual([]);
  expect(await tablesWith(sam.email)).toEqual(['messaging.outbox', 'public.data_requests']);

  await answer((request as Shown).id, 'ORDERS_UNDER_WAY');
  expect(await follow(token)).toMatchObject({
    status: 'IN_PROGRESS',
    steps: expect.arrayContaining([
      { domain: 'ORDERS', state: 'HELD_UP', waitsFor: 'ORDERS_UNDER_WAY' },
    ]) as unknown,
  });
  const sent = await answer((request as Shown).id);
  expect(sent).toMatchObject([[dataRequestCompleted.type, { kind: 'ERASURE', email: sam.email }]]);
  expect(await follow(token)).toMatchObject({ status: 'COMPLETED' });
  expect(await follow('not the token')).toBeNull();
  expect(await tablesWith(sam.email)).toEqual(['messaging.outbox']);
  expect((await desk.visitor.register(sam.email)).__typename).toBe('SessionCreateSuccess');
});

it('erases a guest who has nothing but their token, and nobody of the staff', async () => {
  const guest = await desk.visitor.startAsGuest();
  expect((await erase(guest.tokens.accessToken)).__typename).toBe('CustomerEraseSuccess');
  expect((await desk.visitor.refresh(guest.tokens.refreshToken)).__typename).toBe('InvalidRefreshTokenError');
  const owner = await desk.hire('last.owner@example.com', builtIn.owner);
  const refused = await erase(owner.tokens.accessToken, { password: goodPassword });
  expect(refused.__typename).toBe('StaffAccountError');
});

it('keeps the guests who were a customer for as long as the customer is being erased', async () => {
  const email = 'guest.before@example.com';
  await desk.visitor.register(email);
  const guest = await desk.visitor.startAsGuest();
  const { tokens } = await desk.visitor.signIn(email, goodPassword, guest.tokens.accessToken);
  const { request } = await erase(tokens.accessToken, { password: goodPassword });
  const { prisma, statements } = accounts.database;
  await prisma.session.deleteMany({ where: { userId: guest.user.id } });
  const later = new Date(accounts.now().getTime() + 60_000);
  const isKept = async () => {
    await purgeGuests(statements, later, 500);
    return (await prisma.user.findUnique({ where: { id: guest.user.id } })) !== null;
  };
  expect(await isKept()).toBe(true);
  await answer((request as Shown).id);
  expect(await isKept()).toBe(false);
});

it('leaves an invitation to an address that nobody has proved to be theirs', async () => {
  const owner = await desk.hire('invites@example.com', builtIn.owner);
  const email = 'new.colleague@example.com';
  const invite = { email, roleIds: [builtIn.support] };
  const invited = await desk.mutate('staffInvite', invite, { token: owner.tokens.accessToken });
  expect(invited.__typename).toBe('StaffInviteSuccess');
  const invitations = () => accounts.database.prisma.staffInvitation.count({ where: { email } });
  const prankster = await desk.visitor.register(email);
  await erase(prankster.tokens.accessToken, { password: goodPassword });
  expect(await invitations()).toBe(1);
  const colleague = await desk.visitor.register(email);
  const { prisma } = accounts.database;
  await prisma.user.update({ where: { id: colleague.user.id }, data: { emailVerifiedAt: accounts.now() } });
  await erase(colleague.tokens.accessToken, { password: goodPassword });
  expect(await invitations()).toBe(0);
});

it('leaves nothing of what somebody writes while they are erased', async () => {
  const sam = await settledCustomer('writes.meanwhile@example.com', '20 Former Lane');
  const { statements, transaction } = accounts.database;
  const waiting = async () => {
    const { rows } = await sql`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    `.execute(statements);
    return rows.length;
  };
  const profile = { company: 'Meanwhile & Sons' };
  const late = { idempotencyKey: randomUUID(), address: { ...address, line1: '21 Meanwhile Lane' } };
  const written = await transaction(async (tx) => {
    await closeAccount(tx, sam.id, accounts.now());
    const update = 'mutation ($input: CustomerUpdateInput!) { customerUpdate(input: $input) { __typename } }';
    const writes = [
      accounts.graphql(update, { input: profile }, sam.token),
      accounts.graphql(addressCreate, { input: late }, sam.token),
    ];
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2);
    return writes;
  }).then((writes) => Promise.all(writes));
  for (const { errors } of written)
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  expect([await tablesWith('Meanwhile & Sons'), await tablesWith('21 Meanwhile Lane')]).toEqual([[], []]);
});

it('gives a guest who is erased to nobody', async () => {
  const guest = await desk.visitor.startAsGuest();
  const { user } = await desk.visitor.register('claims.late@example.com');
  await erase(guest.tokens.accessToken);
  const claim = { guestId: guest.user.id, customerId: user.id };
  expect(await accounts.database.transaction((tx) => claimGuest(tx, claim))).toBe('refused');
});

it('asks again who has not answered, and staff have it asked at once', async () => {
  await using fresh = await startTestAccounts();
  const here = staffDesk(fresh);
  const owner = await here.hire('asks.again@example.com', builtIn.owner);
  const support = await here.hire('may.not@example.com', builtIn.support);
  const { user, tokens } = await here.visitor.register('waits@example.com');
  const input = { proof: { password: goodPassword } };
  const { request } = await here.mutate('customerErase', input, {
    token: tokens.accessToken,
    of: '... on CustomerEraseSuccess { request { id } }',
  });
  const { id } = request as { id: string };
  fresh.advanceSeconds(6 * 60);
  await expect.poll(() => fresh.countSent(userDeleted.type), { timeout: 20_000 }).toBe(2);
  const { rows } = await sql<{ asked: string }>`
    SELECT envelope ->> 'businessid' AS asked FROM messaging.outbox WHERE type = ${userDeleted.type} ORDER BY id
  `.execute(fresh.database.statements);
  expect(rows.map(({ asked }) => asked)).toEqual([user.id, `${user.id}:2`]);

  const retry = (token: string) =>
    fresh.graphql(
      'mutation ($input: DataRequestRetryInput!) { dataRequestRetry(input: $input) { __typename } }',
      { input: { id } },
      token,
    );
  expect((await retry(support.tokens.accessToken)).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  expect((await retry(owner.tokens.accessToken)).data).toEqual({
    dataRequestRetry: { __typename: 'DataRequestRetrySuccess' },
  });
  expect(await fresh.countSent(userDeleted.type)).toBe(3);
  expect(await here.trail()).toContainEqual({
    operation: 'dataRequestRetry',
    staffId: owner.user.id,
    target: id,
  });

  const list = '{ dataRequests(filters: { isOverdue: true }) { nodes { id isOverdue } } }';
  const listed = async (token: string) => (await fresh.graphql(list, {}, token)).data;
  expect(await listed(owner.tokens.accessToken)).toEqual({ dataRequests: { nodes: [] } });
  fresh.advanceDays(30);
  const later = await here.visitor.signIn('asks.again@example.com', goodPassword);
  expect(await listed(later.tokens.accessToken)).toEqual({
    dataRequests: { nodes: [{ id, isOverdue: true }] },
  });
});

it('asks for an export with the guests who turned out to be the customer', async () => {
  const { tokens } = await desk.visitor.register('was.a.guest@example.com');
  const guest = await desk.visitor.startAsGuest();
  const signedIn = await desk.visitor.signIn(
    'was.a.guest@example.com',
    goodPassword,
    guest.tokens.accessToken,
  );
  expect(tokens.accessToken).not.toBe(signedIn.tokens.accessToken);
  await askForExport(signedIn.tokens.accessToken);
  const { rows } = await sql<{ guestIds: unknown }>`
    SELECT envelope -> 'data' -> 'guestIds' AS guest_ids FROM messaging.outbox
    WHERE type = ${dataExportRequested.type} AND key = ${signedIn.user.id}
  `.execute(accounts.database.statements);
  expect(rows).toEqual([{ guestIds: [guest.user.id] }]);
});

it('forgets a request once it was done long ago, and none that is under way', async () => {
  const sam = await settledCustomer('asked.long.ago@example.com', '19 Old Lane');
  const done = (await askForExport(sam.token)) as Shown;
  await answer(done.id);
  const open = (await askForExport(sam.token)) as Shown;
  const left = async () => {
    const ids = { in: [done.id, open.id] };
    return (await accounts.database.prisma.dataRequest.findMany({ where: { id: ids } })).map(({ id }) => id);
  };
  const { statements } = accounts.database;
  await purgeRequests(statements, new Date(accounts.now().getTime() - 60_000), 500);
  expect(await left()).toHaveLength(2);
  await purgeRequests(statements, new Date(accounts.now().getTime() + 60_000), 500);
  expect(await left()).toEqual([open.id]);
});
