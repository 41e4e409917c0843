import { bothWays, walkBothWays, type PageArguments, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../test/start-test-accounts.ts';

const count = 7;
const sizes = [1, 2, count - 1, count, count + 2];
/** In the order in which they were made. */
const idsInOrder = () => Array.from({ length: count }, () => uuidv7());
const customers = idsInOrder();
const members = idsInOrder();
const keys = idsInOrder();
const requests = idsInOrder();
/** Instants of which two at a time are the same, so that ids decide. */
const instant = (index: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 2)));

let accounts: TestAccounts;
let token: string;
let owner: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  const { user, tokens } = await staffDesk(accounts).hire('owner@example.com', builtIn.owner);
  [owner, token] = [user.id, tokens.accessToken];
  const { prisma } = accounts.database;
  const userOf = (role: 'CUSTOMER' | 'STAFF') => (id: string, index: number) => ({
    ...{ id, role, email: `${id}@example.com`, passwordHash: 'none', createdAt: instant(index) },
  });
  await prisma.user.createMany({
    data: [...customers.map(userOf('CUSTOMER')), ...members.map(userOf('STAFF'))],
  });
  await prisma.apiKey.createMany({
    data: keys.map((id, index) => ({
      id,
      name: id,
      permissions: [],
      createdBy: owner,
      createdAt: instant(index),
    })),
  });
  await prisma.dataRequest.createMany({
    data: requests.map((id, index) => ({
      ...{ id, userId: customers[index] ?? '', kind: 'ERASURE' as const, locale: 'en' },
      ...{ requestedAt: instant(index), dueAt: accounts.now(), askAt: accounts.now() },
    })),
  });
});
afterAll(() => accounts[Symbol.asyncDispose]());

type Page = SeenPageBothWays<{ readonly id: string }>;

async function read(list: string, page: PageArguments | object): Promise<Page> {
  const query = `query (${bothWays.variables}) {
    list: ${list}(${bothWays.pageArguments}) { nodes { id } ${bothWays.pageInfo} } }`;
  const { data, errors } = await accounts.graphql(query, page, token);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return (data as { list: Page }).list;
}

const lists = ['customers', 'staffMembers', 'apiKeys', 'dataRequests'];

describe.each(sizes)('in pages of %i', (size) => {
  it.each([
    ['customers', () => customers.toReversed()],
    ['staffMembers', () => [owner, ...members.toReversed()]],
    ['apiKeys', () => keys.toReversed()],
    ['dataRequests', () => requests.toReversed()],
  ])('%s come latest first, each once, from the end of the list too', async (list, expected) => {
    const nodes = await walkBothWays((page) => read(list, page), size);
    expect(nodes.map(({ id }) => id)).toEqual(expected());
  });
});

describe.each(lists)('the cursor of a list of %s', (list) => {
  it('is taken by that list, and by no other', async () => {
    const { pageInfo } = await read(list, { first: 2 });
    const pages = [
      { first: 1, after: pageInfo.endCursor },
      { last: 1, before: pageInfo.endCursor },
    ];
    for (const page of pages) {
      expect((await read(list, page)).nodes).toHaveLength(1);
      for (const other of lists.filter((name) => name !== list))
        await expect(read(other, page)).rejects.toThrow('BAD_USER_INPUT');
    }
  });

  it('goes with one direction', async () => {
    for (const page of [{ first: 1, last: 1 }, { first: 20, last: 1 }, { last: 101 }, { last: -1 }])
      await expect(read(list, page)).rejects.toThrow('BAD_USER_INPUT');
    expect((await read(list, { last: 2, first: null })).nodes).toHaveLength(2);
  });
});
