import { waitFor } from '@cartwright/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let customer: { id: string; token: string };
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
  const { user, tokens } = await visitor.register('shopper@example.com');
  customer = { id: user.id, token: tokens.accessToken };
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
  ... on InvalidInputError { fields { path code } }
} }`;
const addressUpdate = `mutation ($input: CustomerAddressUpdateInput!) { customerAddressUpdate(input: $input) {
  __typename
  ... on CustomerAddressUpdateSuccess { address { id isDefault address { city postalCode } } user { addresses { id } } }
  ... on InvalidInputError { fields { path code } }
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
const update = async (token: string, input: object) => {
  const { data, errors } = await accounts.graphql(addressUpdate, { input }, token);
  expect(errors).toBeUndefined();
  return (data as { customerAddressUpdate: object }).customerAddressUpdate;
};
const remove = (token: string, id: string) =>
  accounts.graphql(
    `mutation ($input: CustomerAddressDeleteInput!) { customerAddressDelete(input: $input) { user { id } } }`,
    { input: { id } },
    token,
  );
interface AddressInput {
  readonly token?: string;
  readonly isDefault?: boolean;
  readonly address?: object;
}
const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) =>
  errors?.map(({ extensions }) => extensions.code);

describe('the address book', () => {
  it('takes an address once per idempotency key, also when it comes twice at a time', async () => {
    const answers = await Promise.all([
      addAddress('only once'),
      addAddress('only once'),
      addAddress('only once'),
    ]);
    const ids = new Set(answers.map((answer) => answer.address.id));
    expect(ids.size).toBe(1);
    expect((await addressBook(customer.token)).filter(({ id }) => ids.has(id))).toHaveLength(1);
  });

  it('refuses a key that was used for another address, and one that is none', async () => {
    await addAddress('used twice');
    const other = { ...address, city: 'Hamburg' };
    const { data } = await sendAddress('used twice', { address: other });
    expect(data).toEqual({ customerAddressCreate: { __typename: 'IdempotencyKeyReusedError' } });
    for (const key of [' ', 'seven c', 'eight ch\u0000', 'x'.repeat(256)]) {
      expect(codes(await sendAddress(key))).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('keeps keys of different customers apart', async () => {
    const { tokens } = await visitor.register('same.key@example.com');
    const mine = await addAddress("everybody's favourite");
    const theirs = await addAddress("everybody's favourite", { token: tokens.accessToken });
    expect(theirs.address.id).not.toBe(mine.address.id);
  });

  it('forgets a key after seven days', async () => {
    await using later = await startTestAccounts();
    const caller = visitorTo(later);
    const { tokens } = await caller.register('forgetful@example.com');
    const send = (token: string) =>
      later.graphql(addressCreate, { input: { idempotencyKey: 'a week ago', address } }, token);
    await send(tokens.accessToken);
    later.advanceDays(8);
    await later.startReplica();
    const keys = later.database.statements.selectFrom('idempotencyKeys').select('key');
    await waitFor(async () => (await keys.execute()).length === 0);
    const { tokens: renewed } = await caller.signIn('forgetful@example.com', goodPassword);
    const { data } = await send(renewed.accessToken);
    const { customerAddressCreate: second } = data as { customerAddressCreate: AddressCreated };
    expect(second.user.addresses).toHaveLength(2);
  });

  it('names every field that is wrong', async () => {
    const wrong = { ...address, lastName: null, postalCode: null, countryCode: 'US', phone: 'call me' };
    const { data } = await sendAddress('wrong fields', { address: wrong });
    const fields = [
      { path: ['address', 'region'], code: 'REQUIRED' },
      { path: ['address', 'postalCode'], code: 'REQUIRED' },
      { path: ['address', 'phone'], code: 'INVALID_FORMAT' },
    ];
    expect(data).toEqual({ customerAddressCreate: { __typename: 'InvalidInputError', fields } });
  });

  it('keeps what a country has and shows it as the country writes it', async () => {
    const { tokens } = await visitor.register('traveller@example.com');
    const token = tokens.accessToken;
    const dublin = { firstName: 'Aoife', line1: '1 Main St', city: 'Dublin', countryCode: 'ie' };
    const tokyo = {
      firstName: '太郎',
      lastName: '山田',
      line1: '神宮前1-2-3',
      region: '東京都',
      postalCode: '1500001',
      countryCode: 'JP',
    };
    await addAddress('dublin 1', { token, address: dublin });
    await addAddress('tokyo 13', { token, address: tokyo });
    const query =
      '{ me { addresses { address { lastName city region postalCode formatted(language: "de") } } } }';
    const { data } = await accounts.graphql(query, {}, token);
    expect((data as { me: { addresses: object[] } }).me.addresses).toEqual([
      {
        address: {
          ...{ lastName: null, city: 'Dublin', region: null, postalCode: null },
          formatted: ['Aoife', '1 Main St', 'Dublin', 'Irland'],
        },
      },
      {
        address: {
          ...{ lastName: '山田', city: null, region: '東京都', postalCode: '150-0001' },
          formatted: ['〒150-0001', '東京都', '神宮前1-2-3', '山田 太郎', 'Japan'],
        },
      },
    ]);
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
    const created = await addAddress('soon gone', { token });
    await remove(customer.token, created.address.id);
    expect(await addressBook(token)).toHaveLength(1);
    await remove(token, created.address.id);
    expect(await addressBook(token)).toEqual([]);
    const again = await addAddress('soon gone', { token });
    const { id } = created.address;
    expect(again).toMatchObject({ address: { id }, user: { addresses: [] } });
  });

  it('has a default while it has an address', async () => {
    const { tokens } = await visitor.register('always.one@example.com');
    const token = tokens.accessToken;
    const [first, second, third] = [
      (await addAddress('the first', { token })).address,
      (await addAddress('the second', { token })).address,
      (await addAddress('the third', { token })).address,
    ];
    const defaultId = async () =>
      (await addressBook(token)).filter(({ isDefault }) => isDefault).map(({ id }) => id);
    expect(await defaultId()).toEqual([first.id]);
    await update(token, { id: third.id, isDefault: true });
    expect(await defaultId()).toEqual([third.id]);
    await remove(token, third.id);
    expect(await defaultId()).toEqual([first.id]);
    await update(token, { id: first.id, isDefault: false });
    expect(await defaultId()).toEqual([second.id]);
    await remove(token, first.id);
    await update(token, { id: second.id, isDefault: false });
    expect(await defaultId()).toEqual([second.id]);
    await remove(token, second.id);
    expect(await addressBook(token)).toEqual([]);
  });

  it('changes an address, and leaves what is not mentioned', async () => {
    const { tokens } = await visitor.register('moving@example.com');
    const token = tokens.accessToken;
    const { id } = (await addAddress('moves soon', { token })).address;
    const hamburg = { ...address, city: 'Hamburg', postalCode: 'D-20095' };
    expect(await update(token, { id, address: hamburg })).toEqual({
      __typename: 'CustomerAddressUpdateSuccess',
      address: { id, isDefault: true, address: { city: 'Hamburg', postalCode: '20095' } },
      user: { addresses: [{ id }] },
    });
    const wrong = { ...address, city: '' };
    expect(await update(token, { id, address: wrong, isDefault: false })).toEqual({
      __typename: 'InvalidInputError',
      fields: [{ path: ['address', 'city'], code: 'REQUIRED' }],
    });
    expect(await update(token, { id, address: null, isDefault: null })).toMatchObject({
      address: { isDefault: true, address: { city: 'Hamburg' } },
    });
  });

  it("does not find somebody else's address, one that is gone, and none", async () => {
    const { tokens } = await visitor.register('stranger@example.com');
    const { id } = (await addAddress('not a stranger', {})).address;
    for (const unknown of [id, '01990000-0000-7000-8000-000000000001', 'none']) {
      const outcome = await update(tokens.accessToken, { id: unknown, address, isDefault: true });
      expect(outcome).toEqual({ __typename: 'AddressNotFoundError' });
    }
  });

  it('has one default, whatever is changed and removed at the same time', async () => {
    const { tokens } = await visitor.register('busy@example.com');
    const token = tokens.accessToken;
    const ids = [];
    for (const n of [1, 2, 3, 4]) ids.push((await addAddress(`address ${n}`, { token })).address.id);
    await Promise.all([
      ...ids.map((id) => update(token, { id, isDefault: true })),
      remove(token, ids[0] ?? ''),
      remove(token, ids[3] ?? ''),
    ]);
    const left = await addressBook(token);
    expect(left.map(({ isDefault }) => isDefault)).toEqual([true, false]);
  });
});
