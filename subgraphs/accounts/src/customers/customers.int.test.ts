import { userUpdated } from '@cartwright/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword } from '../../test/visitor.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const group = '... on CustomerGroupSuccess { group { id name } }';

async function groupIdsTold(customerId: string): Promise<unknown[]> {
  const { rows } = await sql<{ ids: unknown }>`
    SELECT envelope->'data'->'groupIds' AS ids FROM messaging.outbox
    WHERE type = ${userUpdated.type} AND key = ${customerId} ORDER BY seq
  `.execute(accounts.database.statements);
  return rows.map(({ ids }) => ids);
}

it('keeps a customer out, whose sessions end, and lets them in again', async () => {
  const { user, tokens } = await desk.visitor.register('kept.out@example.com');
  const disable = () => desk.mutate('customerDisable', { id: user.id }, { token });
  expect((await disable()).__typename).toBe('CustomerAccessSuccess');
  const { errors } = await accounts.graphql('{ me { id } }', {}, tokens.accessToken);
  expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
  const signIn = async () => (await desk.visitor.signIn('kept.out@example.com', goodPassword)).__typename;
  expect(await signIn()).toBe('InvalidCredentialsError');
  await desk.mutate('customerEnable', { id: user.id }, { token });
  expect(await signIn()).toBe('SessionCreateSuccess');
});

it('notes why staff did something, if they say so in 500 characters', async () => {
  const { user } = await desk.visitor.register('why@example.com');
  const input = { id: user.id, reason: ' Asked twice. ' };
  await desk.mutate('customerDisable', input, { token });
  await desk.mutate('customerEnable', { id: user.id }, { token });
  const tooLong = { id: user.id, reason: 'x'.repeat(501) };
  const fields = '... on InvalidInputError { fields { path } }';
  for (const name of ['customerDisable', 'customerGroupDelete'])
    expect(await desk.mutate(name, tooLong, { token, of: fields })).toEqual({
      __typename: 'InvalidInputError',
      fields: [{ path: ['reason'] }],
    });
  const { rows } = await sql`
    SELECT operation, reason FROM audit.entries WHERE target = ${user.id} ORDER BY position
  `.execute(accounts.database.statements);
  expect(rows).toEqual([
    { operation: 'customerDisable', reason: 'Asked twice.' },
    { operation: 'customerEnable', reason: null },
  ]);
});

it('puts customers into groups, and tells the other domains', async () => {
  const { user } = await desk.visitor.register('grouped@example.com');
  const made = await desk.mutate('customerGroupCreate', { name: 'Wholesale' }, { token, of: group });
  const { id } = (made as unknown as { group: { id: string } }).group;
  expect((await desk.mutate('customerGroupCreate', { name: 'Wholesale' }, { token })).__typename).toBe(
    'InvalidInputError',
  );
  const change = { groupId: id, customerIds: [user.id] };
  await desk.mutate('customerGroupMembersAdd', change, { token });
  await desk.mutate('customerGroupMembersAdd', change, { token });
  await desk.mutate('customerGroupMembersRemove', change, { token });
  expect(await groupIdsTold(user.id)).toEqual([[], [id], []]);
});

it('lists customers to staff who may see them, and finds one by their address', async () => {
  const { user, tokens } = await desk.visitor.register('listed@example.com');
  const query = '{ customers(filters: { email: " LISTED@example.com" }) { nodes { id email } totalCount } }';
  expect((await accounts.graphql(query, {}, token)).data).toEqual({
    customers: { nodes: [{ id: user.id, email: 'listed@example.com' }], totalCount: 1 },
  });
  const { errors } = await accounts.graphql(query, {}, tokens.accessToken);
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
