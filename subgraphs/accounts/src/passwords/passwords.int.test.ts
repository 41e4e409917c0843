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

const newPassword = 'another horse battery staple';
const wrong = { __typename: 'CurrentPasswordWrongError' };
const me = async (token: string) => accounts.graphql('{ me { email } }', {}, token);

describe('changing the password', () => {
  it('ends every other session at once, and the one that asks goes on', async () => {
    const { tokens: lost } = await visitor.register('changing@example.com');
    const { tokens } = await visitor.signIn('changing@example.com', goodPassword);
    expect(await visitor.changePassword(tokens.accessToken, goodPassword, newPassword)).toEqual({
      __typename: 'CustomerPasswordChangeSuccess',
      user: { email: 'changing@example.com' },
    });
    expect((await me(lost.accessToken)).errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
    expect((await visitor.refresh(lost.refreshToken)).__typename).toBe('InvalidRefreshTokenError');
    expect((await me(tokens.accessToken)).data).toEqual({ me: { email: 'changing@example.com' } });
    expect((await visitor.refresh(tokens.refreshToken)).__typename).toBe('SessionCreateSuccess');
    const { __typename: old } = await visitor.signIn('changing@example.com', goodPassword);
    const { __typename: renewed } = await visitor.signIn('changing@example.com', newPassword);
    expect([old, renewed]).toEqual(['InvalidCredentialsError', 'SessionCreateSuccess']);
  });

  it('takes the password until now to prove who asks, and leaves all as it is without', async () => {
    const { tokens: other } = await visitor.register('prove@example.com');
    const { tokens } = await visitor.signIn('prove@example.com', goodPassword);
    expect(await visitor.changePassword(tokens.accessToken, 'not the password', newPassword)).toEqual(wrong);
    expect((await me(other.accessToken)).data).toEqual({ me: { email: 'prove@example.com' } });
    expect((await visitor.signIn('prove@example.com', goodPassword)).__typename).toBe('SessionCreateSuccess');
  });

  it('asks of the new one what registration asks', async () => {
    const { tokens } = await visitor.register('weak@example.com');
    expect(await visitor.changePassword(tokens.accessToken, goodPassword, 'password123')).toEqual({
      __typename: 'InvalidInputError',
      fields: [{ path: ['newPassword'], code: 'TOO_WEAK' }],
    });
  });

  it('happens once when it is asked twice at a time', async () => {
    const { tokens } = await visitor.register('twice.changed@example.com');
    const change = (to: string) => visitor.changePassword(tokens.accessToken, goodPassword, to);
    const passwords = [newPassword, `${newPassword} too`] as const;
    const outcomes = await Promise.all(passwords.map(change));
    const won = outcomes.findIndex((outcome) => (outcome as typeof wrong).__typename !== wrong.__typename);
    expect(outcomes[1 - won]).toEqual(wrong);
    const { __typename } = await visitor.signIn('twice.changed@example.com', passwords[won] ?? '');
    expect(__typename).toBe('SessionCreateSuccess');
  });

  it('is not for guests', async () => {
    const { tokens } = await visitor.startAsGuest();
    const query = `mutation { customerPasswordChange(input: { currentPassword: "a", newPassword: "b" }) { __typename } }`;
    const { errors } = await accounts.graphql(query, {}, tokens.accessToken);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
