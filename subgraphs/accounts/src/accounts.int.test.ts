import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from './test-support/start-test-accounts.ts';
import { goodPassword, visitorTo } from './test-support/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let customer: { id: string; token: string };
let staffToken: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
  const { user, tokens } = await visitor.register('shopper@example.com');
  customer = { id: user.id, token: tokens.accessToken };
  await visitor.register('staff@example.com');
  await accounts.database.$executeRawUnsafe(
    `UPDATE users SET role = 'STAFF' WHERE email = 'staff@example.com'`,
  );
  staffToken = (await visitor.signIn('staff@example.com', goodPassword)).tokens.accessToken;
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
const addressCreate = `mutation ($input: CustomerAddressCreateInput!) { customerAddressCreate(input: $input) {
  __typename
  ... on CustomerAddressCreateSuccess { address { id isDefault address { city } } user { addresses { id isDefault } } }
  ... on InvalidAddressError { field }
} }`;
interface AddressCreated {
  readonly address: { readonly id: string; readonly isDefault: boolean };
  readonly user: { readonly addresses: { readonly id: string; readonly isDefault: boolean }[] };
}
const sendAddress = (idempotencyKey: string, { token = customer.token, ...input }: AddressInput = {}) =>
  accounts.graphql(addressCreate, { input: { idempotencyKey, address, ...input } }, token);
const addAddress = async (idempotencyKey: string, input: AddressInput = {}) => {
  const { data, errors } = await sendAddress(idempotencyKey, input);
  expect(errors).toBeUndefined();
  return (data as { customerAddressCreate: AddressCreated }).customerAddressCreate;
};
const addressBook = async (token: string) => {
  const { data } = await accounts.graphql('{ me { addresses { id isDefault } } }', {}, token);
  return (data as { me: AddressCreated['user'] }).me.addresses;
};
interface AddressInput {
  readonly token?: string;
  readonly isDefault?: boolean;
  readonly address?: object;
}
const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) =>
  errors?.map(({ extensions }) => extensions.code);

describe('looking up a user', () => {
  const userById = 'query ($id: ID!) { user(id: $id) { id email } }';

  it('gives a customer themself and nobody else', async () => {
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
    await addAddress('for a stranger to see');
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
    await accounts.database.$executeRawUnsafe(
      `INSERT INTO users (id, role) SELECT ('01990000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'GUEST'
       FROM generate_series(1, 40) AS n`,
    );
    const ids = (count: number) =>
      Array.from({ length: count }, (_, n) => `01990000-0000-7000-8000-${String(n + 1).padStart(12, '0')}`);
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

describe('registering', () => {
  it.each([
    ['a weak password', { password: 'password123' }, 'WeakPasswordError'],
    ['no e-mail address', { email: 'no address' }, 'InvalidEmailError'],
  ])('refuses %s', async (_what, input, outcome) => {
    expect((await visitor.register('refused@example.com', undefined, input)).__typename).toBe(outcome);
  });

  it.each([
    { firstName: ' ' },
    { lastName: 'x'.repeat(101) },
    { firstName: 'S\u0000m' },
    { locale: 'en_US' },
  ])('refuses %j as bad input', async (input) => {
    const attempt = visitor.register('refused@example.com', undefined, input);
    await expect(attempt).rejects.toThrow(
      `"code":"BAD_USER_INPUT","fields":[{"field":"${Object.keys(input)[0]}"`,
    );
  });
});

describe('changing the profile', () => {
  const customerUpdate = `mutation ($input: CustomerUpdateInput!) {
    customerUpdate(input: $input) { user { firstName lastName locale } } }`;

  it('changes what is given and leaves the rest', async () => {
    const { tokens } = await visitor.register('changing@example.com');
    const input = { firstName: ' Robin ', locale: 'de-at' };
    const { data } = await accounts.graphql(customerUpdate, { input }, tokens.accessToken);
    expect(data).toEqual({
      customerUpdate: { user: { firstName: 'Robin', lastName: 'Shopper', locale: 'de-AT' } },
    });
  });

  it('refuses an empty name, and who is not signed in', async () => {
    const update = (input: object, token?: string) => accounts.graphql(customerUpdate, { input }, token);
    expect(codes(await update({ lastName: '' }, customer.token))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await update({ lastName: 'New' }))).toEqual(['UNAUTHENTICATED']);
    const { tokens } = await visitor.startAsGuest();
    expect(codes(await update({ lastName: 'New' }, tokens.accessToken))).toEqual(['FORBIDDEN']);
  });
});

describe('the address book', () => {
  it('takes an address once per idempotency key, also when it comes twice at a time', async () => {
    const answers = await Promise.all([addAddress('once'), addAddress('once'), addAddress('once')]);
    const ids = new Set(answers.map((answer) => answer.address.id));
    expect(ids.size).toBe(1);
    expect((await addressBook(customer.token)).filter(({ id }) => ids.has(id))).toHaveLength(1);
  });

  it('refuses a key that was used for another address, and one that is none', async () => {
    await addAddress('reused');
    const other = { ...address, city: 'Hamburg' };
    expect(codes(await sendAddress('reused', { address: other }))).toEqual(['CONFLICT']);
    expect(codes(await sendAddress(' '))).toEqual(['BAD_USER_INPUT']);
    expect(codes(await sendAddress('\u0000'))).toEqual(['BAD_USER_INPUT']);
  });

  it('keeps keys of different customers apart', async () => {
    const { tokens } = await visitor.register('same.key@example.com');
    const mine = await addAddress('everybody’s favourite');
    const theirs = await addAddress('everybody’s favourite', { token: tokens.accessToken });
    expect(theirs.address.id).not.toBe(mine.address.id);
  });

  it('names the field that is wrong', async () => {
    const { data } = await sendAddress('wrong', { address: { ...address, countryCode: 'Germany' } });
    expect(data).toEqual({
      customerAddressCreate: { __typename: 'InvalidAddressError', field: 'address.countryCode' },
    });
  });

  it('has one default, also when several are made at the same time', async () => {
    const { tokens } = await visitor.register('defaults@example.com');
    const token = tokens.accessToken;
    await Promise.all(
      Array.from({ length: 5 }, (_, n) => addAddress(`default ${n}`, { token, isDefault: true })),
    );
    const defaults = (await addressBook(token)).map(({ isDefault }) => isDefault);
    expect(defaults).toEqual([true, false, false, false, false]);
  });

  it('keeps a deleted address deleted when its creation is sent again', async () => {
    const { tokens } = await visitor.register('deleting@example.com');
    const token = tokens.accessToken;
    const created = await addAddress('gone', { token });
    const remove = (by: string) =>
      accounts.graphql(
        `mutation ($input: CustomerAddressDeleteInput!) { customerAddressDelete(input: $input) { user { id } } }`,
        { input: { id: created.address.id } },
        by,
      );
    await remove(customer.token);
    expect(await addressBook(token)).toHaveLength(1);
    await remove(token);
    expect(await addressBook(token)).toEqual([]);
    const again = await addAddress('gone', { token });
    expect(again).toMatchObject({ address: created.address, user: { addresses: [] } });
  });
});
