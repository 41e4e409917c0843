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

  it('names the field that is wrong', async () => {
    const { data } = await sendAddress('wrong country', { address: { ...address, countryCode: 'Germany' } });
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
    const created = await addAddress('soon gone', { token });
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
    const again = await addAddress('soon gone', { token });
    expect(again).toMatchObject({ address: created.address, user: { addresses: [] } });
  });
});
