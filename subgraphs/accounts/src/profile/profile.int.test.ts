import { userUpdated } from '@cartwright/events';
import { sql } from 'kysely';
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
    customerUpdate(input: $input) {
    __typename
    ... on CustomerUpdateSuccess { user { firstName lastName locale } }
    ... on InvalidInputError { fields { path code } } } }`;

  it('changes what is given and leaves the rest', async () => {
    const { tokens } = await visitor.register('changing@example.com');
    const input = { firstName: ' Robin ', locale: 'de-at' };
    const { data } = await accounts.graphql(customerUpdate, { input }, tokens.accessToken);
    expect(data).toEqual({
      customerUpdate: {
        __typename: 'CustomerUpdateSuccess',
        user: { firstName: 'Robin', lastName: 'Shopper', locale: 'de-AT' },
      },
    });
  });

  it('tells those who write to the customer, each time with a higher version', async () => {
    const { user, tokens } = await visitor.register('told@example.com');
    for (const input of [{ locale: 'de' }, { firstName: 'Robin' }])
      await accounts.graphql(customerUpdate, { input }, tokens.accessToken);
    const { rows } = await sql<{ data: object }>`
      SELECT envelope->'data' AS data FROM messaging.outbox WHERE type = ${userUpdated.type} AND key = ${user.id} ORDER BY seq
    `.execute(accounts.database.statements);
    const told = { customerId: user.id, email: 'told@example.com', isEmailVerified: false, groupIds: [] };
    const nobody = { company: null, vatId: null };
    expect(rows.map(({ data }) => data)).toEqual([
      { ...told, ...nobody, version: 1, firstName: 'Sam', locale: 'en' },
      { ...told, ...nobody, version: 2, firstName: 'Sam', locale: 'de' },
      { ...told, ...nobody, version: 3, firstName: 'Robin', locale: 'de' },
    ]);
  });

  it('keeps a company and its VAT number, whose check digits have to be right', async () => {
    const { tokens } = await visitor.register('company@example.com');
    const update = async (input: object) =>
      (
        await accounts.graphql(
          customerUpdate.replace('locale }', 'company vatId }'),
          { input },
          tokens.accessToken,
        )
      ).data;
    expect(await update({ company: ' Stools & Sons ', vatId: 'de 136.695.976' })).toMatchObject({
      customerUpdate: { user: { company: 'Stools & Sons', vatId: 'DE136695976' } },
    });
    expect(await update({ vatId: 'DE136695977' })).toMatchObject({
      customerUpdate: { fields: [{ path: ['vatId'], code: 'INVALID_FORMAT' }] },
    });
    expect(await update({ company: '', firstName: 'Robin' })).toMatchObject({
      customerUpdate: { user: { company: null, vatId: 'DE136695976' } },
    });
  });

  it('empties the last name of who has one only', async () => {
    const { tokens } = await visitor.register('one.name@example.com');
    const update = (input: object) => accounts.graphql(customerUpdate, { input }, tokens.accessToken);
    const named = (lastName: string | null) => ({
      data: { customerUpdate: { user: { firstName: 'Sam', lastName, locale: 'en' } } },
    });
    expect(await update({ firstName: null, lastName: null })).toMatchObject(named('Shopper'));
    expect(await update({ lastName: '' })).toMatchObject(named(null));
  });

  it('names every field that has to be corrected, and changes nothing', async () => {
    const input = { firstName: '', lastName: 'a\ud83d', locale: 'x' };
    const { data } = await accounts.graphql(customerUpdate, { input }, customer.token);
    expect(data).toEqual({
      customerUpdate: {
        __typename: 'InvalidInputError',
        fields: [
          { path: ['firstName'], code: 'REQUIRED' },
          { path: ['lastName'], code: 'INVALID_CHARACTERS' },
          { path: ['locale'], code: 'INVALID_FORMAT' },
        ],
      },
    });
  });

  it('refuses who is not signed in', async () => {
    const update = (token?: string) =>
      accounts.graphql(customerUpdate, { input: { lastName: 'New' } }, token);
    expect(codes(await update())).toEqual(['UNAUTHENTICATED']);
    const { tokens } = await visitor.startAsGuest();
    expect(codes(await update(tokens.accessToken))).toEqual(['FORBIDDEN']);
  });
});
