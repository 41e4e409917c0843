import { passwordResetRequested, type DataOf } from '@cartwright/events';
import { unsealed } from '@cartwright/testing';
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

const newPassword = 'another horse battery staple';
type Request = DataOf<typeof passwordResetRequested>;

async function sendLink(
  email: string,
  { graphql }: Pick<TestAccounts, 'graphql'> = accounts,
): Promise<unknown> {
  const query = `mutation ($input: CustomerPasswordResetLinkSendInput!) { customerPasswordResetLinkSend(input: $input) {
    __typename ... on CustomerPasswordResetLinkSendSuccess { message } ... on InvalidInputError { fields { path } } } }`;
  return (await graphql(query, { input: { email } })).data;
}

async function reset(token: string, password = newPassword, { graphql } = accounts): Promise<string> {
  const query = `mutation ($input: CustomerPasswordResetInput!) { customerPasswordReset(input: $input) { __typename } }`;
  const { data } = await graphql(query, { input: { token, newPassword: password } });
  return (data as { customerPasswordReset: { __typename: string } }).customerPasswordReset.__typename;
}

/** What was asked to be mailed to an address, the oldest first. */
async function requests(email: string, { database } = accounts): Promise<Request[]> {
  const { rows } = await sql<{ data: Request }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${passwordResetRequested.type} AND envelope -> 'data' ->> 'email' = ${email} ORDER BY id
  `.execute(database.statements);
  return rows.map(({ data }) => unsealed(passwordResetRequested, data));
}

async function tokenFor(email: string, store = accounts): Promise<string> {
  await sendLink(email, store);
  return (await requests(email, store)).at(-1)?.token ?? '';
}

describe('a link to a new password', () => {
  it('is mailed to a customer, and nobody is told whether there is one', async () => {
    const { user } = await visitor.register('forgot@example.com');
    const known = await sendLink(' FORGOT@example.com');
    expect(await sendLink('nobody@example.com')).toEqual(known);
    expect(await requests('forgot@example.com')).toMatchObject([{ customerId: user.id, locale: 'en' }]);
    expect(await requests('nobody@example.com')).toEqual([]);
  });

  it('is asked for with an address', async () => {
    expect(await sendLink('no address')).toEqual({
      customerPasswordResetLinkSend: { __typename: 'InvalidInputError', fields: [{ path: ['email'] }] },
    });
  });

  it('works once, and signs out everywhere', async () => {
    const { tokens } = await visitor.register('resetting@example.com');
    const token = await tokenFor('resetting@example.com');
    expect(await reset(token)).toBe('CustomerPasswordResetSuccess');
    expect(await reset(token)).toBe('PasswordResetTokenInvalidError');
    const { errors } = await accounts.graphql('{ me { id } }', {}, tokens.accessToken);
    expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
    expect((await visitor.refresh(tokens.refreshToken)).__typename).toBe('InvalidRefreshTokenError');
    const { __typename: old } = await visitor.signIn('resetting@example.com', goodPassword);
    const { __typename: renewed } = await visitor.signIn('resetting@example.com', newPassword);
    expect([old, renewed]).toEqual(['InvalidCredentialsError', 'SessionCreateSuccess']);
  });

  it('works once also when it is used twice at a time', async () => {
    await visitor.register('racing@example.com');
    const token = await tokenFor('racing@example.com');
    const outcomes = await Promise.all([reset(token), reset(token, `${newPassword} too`)]);
    expect(outcomes.toSorted()).toEqual(['CustomerPasswordResetSuccess', 'PasswordResetTokenInvalidError']);
  });

  it('stays good when the new password is refused', async () => {
    await visitor.register('weak.reset@example.com');
    const token = await tokenFor('weak.reset@example.com');
    expect(await reset(token, 'password123')).toBe('InvalidInputError');
    expect(await reset(token)).toBe('CustomerPasswordResetSuccess');
  });

  it('is worth nothing once the password was changed, or another link was used', async () => {
    const { tokens } = await visitor.register('changed.mind@example.com');
    const [first, second] = [
      await tokenFor('changed.mind@example.com'),
      await tokenFor('changed.mind@example.com'),
    ];
    await visitor.changePassword(tokens.accessToken, goodPassword, newPassword);
    expect(await reset(first)).toBe('PasswordResetTokenInvalidError');
    const [third, fourth] = [
      await tokenFor('changed.mind@example.com'),
      await tokenFor('changed.mind@example.com'),
    ];
    expect(await reset(third)).toBe('CustomerPasswordResetSuccess');
    expect(await Promise.all([second, fourth].map((token) => reset(token)))).toEqual(
      Array(2).fill('PasswordResetTokenInvalidError'),
    );
  });

  it('works for an hour', async () => {
    await using later = await startTestAccounts();
    await visitorTo(later).register('late.reset@example.com');
    const token = await tokenFor('late.reset@example.com', later);
    later.advanceSeconds(60 * 60);
    expect(await reset(token, newPassword, later)).toBe('PasswordResetTokenInvalidError');
  });

  it('is not stored, only its hash is', async () => {
    await visitor.register('hashed@example.com');
    const token = await tokenFor('hashed@example.com');
    const stored = await accounts.database.prisma.passwordReset.findMany();
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('cannot fill a mailbox: three work at a time, also when they are asked for at once', async () => {
    await visitor.register('flooded@example.com');
    await Promise.all(Array.from({ length: 8 }, () => sendLink('flooded@example.com')));
    expect(await requests('flooded@example.com')).toHaveLength(3);
  });
});
