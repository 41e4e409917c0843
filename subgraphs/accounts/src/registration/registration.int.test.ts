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
