import { userUpdated } from '@cartwright/events';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorHolderAt } from '../../test/factor-holder.ts';
import { linksTo, resetPassword, tokenTo } from '../../test/mailed.ts';
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

/** The type that a mutation answers with. */
async function answer(field: string, input: object | null, token?: string): Promise<string> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const query =
    input === null
      ? `mutation { ${field} { __typename } }`
      : `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
  const { data, errors } = await accounts.graphql(query, input === null ? {} : { input }, token);
  const [first] = errors ?? [];
  if (first !== undefined) return first.extensions.code;
  return (data as Record<string, { __typename: string }>)[field]?.__typename ?? '';
}

const me = async (token: string) =>
  (await accounts.graphql('{ me { id email isEmailVerified firstName addresses { id } } }', {}, token))
    .data as {
    me: { id: string; email: string; isEmailVerified: boolean; firstName: string | null };
  };

const lastTold = async (customerId: string) => {
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    SELECT envelope->'data' AS data FROM messaging.outbox
    WHERE type = ${userUpdated.type} AND key = ${customerId} ORDER BY seq DESC LIMIT 1
  `.execute(accounts.database.statements);
  return rows[0]?.data;
};

describe('proving that an address is one’s own', () => {
  it('takes the link that registration mails, and the account that it is for, once', async () => {
    const email = 'proving@example.com';
    const { user, tokens } = await visitor.register(email);
    expect((await me(tokens.accessToken)).me.isEmailVerified).toBe(false);
    const token = await tokenTo(accounts, email, 'verify');
    const { tokens: other } = await visitor.register('somebody.else@example.com');
    expect(await answer('customerEmailVerify', { token })).toBe('UNAUTHENTICATED');
    expect(await answer('customerEmailVerify', { token }, other.accessToken)).toBe('EmailLinkInvalidError');
    expect(await answer('customerEmailVerify', { token }, tokens.accessToken)).toBe(
      'CustomerEmailVerifySuccess',
    );
    expect(await answer('customerEmailVerify', { token }, tokens.accessToken)).toBe('EmailLinkInvalidError');
    expect((await me(tokens.accessToken)).me.isEmailVerified).toBe(true);
    expect(await lastTold(user.id)).toMatchObject({ email, isEmailVerified: true, version: 2 });
    const send = answer('customerEmailVerificationLinkSend', null, tokens.accessToken);
    expect(await send).toBe('EmailAlreadyVerifiedError');
  });

  it('stores no token, and mails three at a time', async () => {
    const { tokens } = await visitor.register('flooded@example.com');
    const send = () => answer('customerEmailVerificationLinkSend', null, tokens.accessToken);
    const answers = await Promise.all(Array.from({ length: 5 }, send));
    expect(answers.filter((one) => one === 'TooManyEmailLinksError')).toHaveLength(3);
    const links = await linksTo(accounts, 'flooded@example.com');
    expect(links).toHaveLength(3);
    const stored = JSON.stringify(await accounts.database.prisma.emailLink.findMany());
    expect(links.filter(({ token }) => stored.includes(token))).toEqual([]);
  });

  it('works for a day', async () => {
    await using later = await startTestAccounts();
    const { tokens } = await visitorTo(later).register('late@example.com');
    const token = await tokenTo(later, 'late@example.com', 'verify');
    later.advanceSeconds(24 * 60 * 60);
    const { tokens: renewed } = await visitorTo(later).refresh(tokens.refreshToken);
    const { data } = await later.graphql(
      `mutation ($input: CustomerEmailVerifyInput!) { customerEmailVerify(input: $input) { __typename } }`,
      { input: { token } },
      renewed.accessToken,
    );
    expect(data).toEqual({ customerEmailVerify: { __typename: 'EmailLinkInvalidError' } });
  });
});

describe('an address that somebody else registered', () => {
  it('goes to who has its mailbox, with nothing of what the other wrote', async () => {
    const email = 'squatted@example.com';
    const { user: squatter, tokens } = await visitor.register(email, undefined, { firstName: 'Mallory' });
    await resetPassword(accounts, email, newPassword);
    const { errors } = await accounts.graphql('{ me { id } }', {}, tokens.accessToken);
    expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
    expect((await visitor.signIn(email, goodPassword)).__typename).toBe('InvalidCredentialsError');
    const { user, tokens: own } = await visitor.signIn(email, newPassword);
    expect(user.id).not.toBe(squatter.id);
    expect((await me(own.accessToken)).me).toEqual({
      ...{ id: user.id, email, isEmailVerified: true, firstName: null, addresses: [] },
    });
    expect(await lastTold(user.id)).toMatchObject({ isEmailVerified: true, replacedId: squatter.id });
    const closed = await accounts.database.prisma.user.findUniqueOrThrow({ where: { id: squatter.id } });
    expect(closed).toMatchObject({ email: null, passwordHash: null, firstName: null, lastName: null });
  });

  it('stays with the account of who has proved it', async () => {
    const email = 'proven@example.com';
    const { user, tokens } = await visitor.register(email);
    const token = await tokenTo(accounts, email, 'verify');
    await answer('customerEmailVerify', { token }, tokens.accessToken);
    await resetPassword(accounts, email, newPassword);
    expect((await visitor.signIn(email, newPassword)).user.id).toBe(user.id);
  });
});

describe('changing the address', () => {
  const verified = async (email: string) => {
    const session = await visitor.register(email);
    const token = await tokenTo(accounts, email, 'verify');
    await answer('customerEmailVerify', { token }, session.tokens.accessToken);
    return session;
  };
  const send = (newEmail: string, token: string, currentPassword = goodPassword) =>
    answer('customerEmailChangeLinkSend', { newEmail, proof: { password: currentPassword } }, token);

  it('happens when the new address is proved; the other sessions end, and the old one is told', async () => {
    const { user, tokens } = await verified('before@example.com');
    const { tokens: elsewhere } = await visitor.signIn('before@example.com', goodPassword);
    expect(await send(' AFTER@example.com', tokens.accessToken)).toBe('CustomerEmailChangeLinkSendSuccess');
    expect((await me(tokens.accessToken)).me.email).toBe('before@example.com');
    const token = await tokenTo(accounts, 'after@example.com', 'change');
    expect(await answer('customerEmailChange', { token })).toBe('UNAUTHENTICATED');
    expect(await answer('customerEmailChange', { token }, tokens.accessToken)).toBe(
      'CustomerEmailChangeSuccess',
    );
    expect((await me(tokens.accessToken)).me).toMatchObject({
      email: 'after@example.com',
      isEmailVerified: true,
    });
    const { errors } = await accounts.graphql('{ me { id } }', {}, elsewhere.accessToken);
    expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
    expect(await lastTold(user.id)).toMatchObject({ email: 'after@example.com', isEmailVerified: true });
    expect(await linksTo(accounts, 'before@example.com', 'undo')).toHaveLength(1);
  });

  it('takes the password, a free address, and another one', async () => {
    const { tokens } = await visitor.register('stays@example.com');
    await visitor.register('taken@example.com');
    expect(await send('new@example.com', tokens.accessToken, 'not the password')).toBe(
      'SecondFactorWrongError',
    );
    expect(await send('taken@example.com', tokens.accessToken)).toBe('EmailTakenError');
    expect(await send('stays@example.com', tokens.accessToken)).toBe('InvalidInputError');
    expect(await send('none', tokens.accessToken)).toBe('InvalidInputError');
    expect(await linksTo(accounts, 'new@example.com')).toEqual([]);
  });

  it('cannot be had by guessing the password in a session that was left open', async () => {
    const { tokens } = await visitor.register('left.open@example.com');
    const guess = (password: string) => send('thief3@example.com', tokens.accessToken, password);
    const guesses = await Promise.all(Array.from({ length: 40 }, () => guess('not the password')));
    expect(guesses.filter((one) => one === 'SecondFactorWrongError').length).toBeLessThan(20);
    expect(new Set(guesses)).toEqual(new Set(['SecondFactorWrongError', 'RATE_LIMITED']));
    accounts.advanceSeconds(60);
    expect(await guess(goodPassword)).toBe('CustomerEmailChangeLinkSendSuccess');
  });

  it('does not happen when somebody has taken the address meanwhile', async () => {
    const { tokens } = await visitor.register('slow@example.com');
    await send('wanted@example.com', tokens.accessToken);
    await visitor.register('wanted@example.com');
    const token = await tokenTo(accounts, 'wanted@example.com', 'change');
    expect(await answer('customerEmailChange', { token }, tokens.accessToken)).toBe('EmailTakenError');
  });

  it('is taken back by the owner of the old address, however often it was changed, and nobody takes it first', async () => {
    const { user, tokens } = await verified('owner@example.com');
    const change = async (to: string) => {
      await send(to, tokens.accessToken);
      const token = await tokenTo(accounts, to, 'change');
      await answer('customerEmailChange', { token }, tokens.accessToken);
    };
    await change('thief1@example.com');
    await change('thief2@example.com');
    expect((await visitor.register('owner@example.com')).__typename).toBe('EmailTakenError');
    const ofThief = await tokenTo(accounts, 'thief1@example.com', 'undo');
    const ofOwner = await tokenTo(accounts, 'owner@example.com', 'undo');
    const undo = (token: string) => answer('customerEmailChangeUndo', { token, newPassword });
    expect(await undo(ofThief)).toBe('CustomerEmailChangeUndoSuccess');
    expect(await undo(ofOwner)).toBe('CustomerEmailChangeUndoSuccess');
    expect(await undo(ofOwner)).toBe('EmailLinkInvalidError');
    const { errors } = await accounts.graphql('{ me { id } }', {}, tokens.accessToken);
    expect(errors).toMatchObject([{ extensions: { accessToken: 'REVOKED' } }]);
    expect((await visitor.signIn('owner@example.com', newPassword)).user.id).toBe(user.id);
    expect(await answer('customerEmailChange', { token: ofThief }, undefined)).toBe('UNAUTHENTICATED');
  });

  it('leaves a thief nothing to sign in with when it is taken back', async () => {
    const { user, tokens } = await verified('robbed@example.com');
    const thief = factorHolderAt(accounts, () => accounts.now());
    await send('thief@example.com', tokens.accessToken);
    const token = await tokenTo(accounts, 'thief@example.com', 'change');
    await answer('customerEmailChange', { token }, tokens.accessToken);
    await thief.turnOn(tokens.accessToken, goodPassword);
    const undo = { token: await tokenTo(accounts, 'robbed@example.com', 'undo'), newPassword };
    expect(await answer('customerEmailChangeUndo', undo)).toBe('CustomerEmailChangeUndoSuccess');
    expect((await visitor.signIn('robbed@example.com', newPassword)).user.id).toBe(user.id);
  });

  it('tells no address that was never proved: it may be a stranger’s', async () => {
    const { tokens } = await visitor.register('mistyped@example.com');
    await send('right@example.com', tokens.accessToken);
    const token = await tokenTo(accounts, 'right@example.com', 'change');
    expect(await answer('customerEmailChange', { token }, tokens.accessToken)).toBe(
      'CustomerEmailChangeSuccess',
    );
    expect(await linksTo(accounts, 'mistyped@example.com', 'undo')).toEqual([]);
  });
});
