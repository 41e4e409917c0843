import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
});
afterAll(() => accounts[Symbol.asyncDispose]());

describe('registering', () => {
  const customerRegister = `mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) {
    __typename ... on InvalidInputError { message fields { path code } } } }`;

  it('names every field that has to be corrected, and makes no account', async () => {
    const input = {
      email: 'no address',
      password: 'password123',
      firstName: 'S\ud83d',
      lastName: 'x'.repeat(101),
      locale: 'en_US',
    };
    const { data, errors } = await accounts.graphql(customerRegister, { input });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      customerRegister: {
        __typename: 'InvalidInputError',
        message: 'Please check what you entered: email, password, firstName, lastName, locale.',
        fields: [
          { path: ['email'], code: 'INVALID_FORMAT' },
          { path: ['password'], code: 'TOO_WEAK' },
          { path: ['firstName'], code: 'INVALID_CHARACTERS' },
          { path: ['lastName'], code: 'TOO_LONG' },
          { path: ['locale'], code: 'INVALID_FORMAT' },
        ],
      },
    });
  });

  it('takes who has one name only', async () => {
    const { user } = await visitor.register('one.name@example.com', undefined, { lastName: null });
    expect(user.displayName).toBe('Sam');
  });

  it('tells of the wish for the newsletter, with the address in its one form, where the box was ticked alone', async () => {
    const wishes = async () => {
      const { rows } = await sql<{ data: object }>`
        SELECT envelope -> 'data' AS data FROM messaging.outbox WHERE type = 'accounts.newsletter-asked.v1'
      `.execute(accounts.database.statements);
      return rows.map(({ data }) => data);
    };
    for (const newsletter of [undefined, null, false])
      await visitor.register(`silent.${String(newsletter)}@example.com`, undefined, { newsletter });
    expect(await wishes()).toEqual([]);
    const { user } = await visitor.register('Wishing@Example.com', undefined, { newsletter: true });
    const asked = {
      customerId: user.id,
      email: 'wishing@example.com',
      askedAt: expect.any(String) as string,
    };
    expect(await wishes()).toEqual([asked]);
    await visitor.register('wishing@example.com', undefined, { newsletter: true }); // is taken
    expect(await wishes()).toHaveLength(1);
  });

  it.each([
    ['Büyer@MÜLLER.de', 'bu\u0308yer@xn--mller-kva.de'],
    ['ｓａｍ@example.com', ' SAM\u200b@Example.com'],
  ])('knows %j however it is written: %j', async (email, sameEmail) => {
    const password = 'cafe\u0301 au\u00a0lait';
    const { user } = await visitor.register(email, undefined, { password });
    expect((await visitor.register(sameEmail)).__typename).toBe('EmailTakenError');
    const { user: signedIn } = await visitor.signIn(sameEmail, 'café au lait');
    expect(signedIn).toEqual(user);
  });
});

describe('the language of a new customer', () => {
  const register = async (email: string, input: object, acceptLanguage: string) => {
    const names = { password: goodPassword, firstName: 'Sam', lastName: 'Shopper' };
    const response = await accounts.signedPost(
      '/graphql',
      {
        query: `mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) {
          ... on SessionCreateSuccess { user { locale } } } }`,
        variables: { input: { email, ...names, ...input } },
      },
      { 'accept-language': acceptLanguage },
    );
    return (await response.json()) as unknown;
  };
  const answer = (locale: string) => ({ data: { customerRegister: { user: { locale } } } });

  it('is what is given, else what the request asks for', async () => {
    const chosen = await register('chosen@example.com', { locale: 'fr-CA' }, 'de');
    expect(chosen).toEqual(answer('fr-CA'));
    const asked = await register('asked@example.com', {}, 'fr, de-AT;q=0.8, en;q=0.1');
    expect(asked).toEqual(answer('de'));
    expect(await register('null@example.com', { locale: null }, 'en;q=0, *')).toEqual(answer('de'));
  });
});
