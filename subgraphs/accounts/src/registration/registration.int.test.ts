import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { visitorTo } from '../../test/visitor.ts';

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
