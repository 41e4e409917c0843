import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { visitorTo } from '../../test/visitor.ts';

import { insertUsers } from './repository/users.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let customer: { id: string; token: string };
let staffToken: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
  const { user, tokens } = await visitor.register('shopper@example.com');
  customer = { id: user.id, token: tokens.accessToken };
  const staff = await staffDesk(accounts).hire('staff@example.com', builtIn.support);
  staffToken = staff.tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

const address = {
  firstName: 'Sam',
  lastName: 'Shopper',
  line1: '1 Example Street',
  city: 'Berlin',
  postalCode: '10115',
  countryCode: 'DE',
};
describe('looking up a user', () => {
  const userById = 'query ($id: ID!) { user(id: $id) { id email } }';

  it('shows a customer their own account and no other', async () => {
    const { user: stranger } = await visitor.register('stranger@example.com');
    const ask = async (id: string, token?: string) => (await accounts.graphql(userById, { id }, token)).data;
    expect(await ask(customer.id, customer.token)).toEqual({
      user: { id: customer.id, email: 'shopper@example.com' },
    });
    expect(await ask(stranger.id, customer.token)).toEqual({ user: null });
    expect(await ask('01990000-0000-7000-8000-00000000ffff', customer.token)).toEqual({ user: null });
    expect(await ask('no id', customer.token)).toEqual({ user: null });
    expect(await ask(stranger.id)).toEqual({ user: null });
    expect(await ask(stranger.id, staffToken)).toEqual({
      user: { id: stranger.id, email: 'stranger@example.com' },
    });
  });

  it('shows strangers nothing personal of a user whom the graph leads to', async () => {
    const own =
      'mutation ($input: CustomerAddressCreateInput!) { customerAddressCreate(input: $input) { __typename } }';
    const input = { idempotencyKey: 'for a stranger to see', address };
    await accounts.graphql(own, { input }, customer.token);
    const entities = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on User { email firstName lastName displayName addresses { id } } } }`;
    const of = [{ __typename: 'User', id: customer.id }];
    const { tokens } = await visitor.register('nosy@example.com');
    const { data } = await accounts.graphql(entities, { of }, tokens.accessToken);
    expect(data).toEqual({
      _entities: [{ email: null, firstName: null, lastName: null, displayName: 'Customer', addresses: [] }],
    });
  });

  it('costs as many statements for 40 users as for 20', async () => {
    const ids = (count: number) =>
      Array.from({ length: count }, (_, n) => `01990000-0000-7000-8000-${String(n + 1).padStart(12, '0')}`);
    const guests = ids(40).map((id) => ({ id, role: 'GUEST' as const }));
    await insertUsers(accounts.database.statements, guests);
    const entities =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { id addresses { id } } } }';
    const statementsFor = async (count: number) => {
      accounts.statements.reset();
      const of = ids(count).map((id) => ({ __typename: 'User', id }));
      const { data } = await accounts.graphql(entities, { of }, staffToken);
      expect((data as { _entities: { id: string }[] })._entities.map(({ id }) => id)).toEqual(ids(count));
      return accounts.statements.statements().filter((sql) => /"(users|addresses)"/.test(sql)).length;
    };
    expect([await statementsFor(20), await statementsFor(40)]).toEqual([2, 2]);
  });
});
