import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { visitorTo } from '../../test/visitor.ts';

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

const codes = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) =>
  errors?.map(({ extensions }) => extensions.code);

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
