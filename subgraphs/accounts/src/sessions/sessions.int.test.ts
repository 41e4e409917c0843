import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, sessionFields, visitorTo } from '../../test/visitor.ts';
import { forgetSalts } from './repository/refresh-tokens.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
});
afterAll(() => accounts[Symbol.asyncDispose]());

interface GuestSession {
  readonly user: { readonly id: string };
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
}

const revoked = { code: 'UNAUTHENTICATED', accessToken: 'REVOKED' };
const invalid = { __typename: 'InvalidRefreshTokenError' };

describe('a guest', () => {
  it('begins with two statements', async () => {
    accounts.statements.reset();
    const { data } = await accounts.graphql('mutation { guestSessionCreate { user { role } } }');
    expect(data).toEqual({ guestSessionCreate: { user: { role: 'GUEST' } } });
    const inserts = accounts.statements.statements().filter((sql) => sql.includes('insert into'));
    expect(inserts).toHaveLength(2);
  });
});

describe('signing in', () => {
  it('answers a wrong password and an unknown e-mail address alike', async () => {
    await visitor.register('known@example.com');
    const query = `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) {
      __typename ... on UserError { message } ${sessionFields.replace('__typename', '')} } }`;
    const answers = await Promise.all(
      ['known@example.com', 'unknown@example.com', 'no address'].map((email) =>
        accounts.graphql(query, { input: { email, password: 'not the password' } }),
      ),
    );
    expect(answers[0]?.data).toEqual({
      sessionCreate: {
        __typename: 'InvalidCredentialsError',
        message: 'The e-mail address or the password is wrong.',
      },
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('returns the customer with the new session, without a token in the request', async () => {
    const { user: registered } = await visitor.register('Shown@Example.com ');
    const { user } = await visitor.signIn(' SHOWN@example.com', goodPassword);
    expect(user).toEqual({
      id: registered.id,
      role: 'CUSTOMER',
      email: 'shown@example.com',
      displayName: 'Sam Shopper',
    });
    expect(registered).toEqual(user);
  });

  it('issues a token that verifies with the published keys, which contain no private part', async () => {
    const { tokens, user } = await visitor.register('jwks@example.com');
    const jwksUrl = new URL('/.well-known/jwks.json', accounts.url);
    const { payload, protectedHeader } = await jwtVerify(tokens.accessToken, createRemoteJWKSet(jwksUrl), {
      issuer: 'cartwright',
      audience: 'cartwright',
      algorithms: ['EdDSA'],
    });
    expect(payload).toMatchObject({ sub: user.id, role: 'CUSTOMER', email: 'jwks@example.com' });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(15 * 60);
    const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    expect(keys[0]).toMatchObject({ kid: protectedHeader.kid });
  });
});

describe('guests who come at the same time', () => {
  it('share statements, and are each somebody else with tokens of their own', async () => {
    const count = 24;
    const query = `mutation { guestSessionCreate { user { id role } tokens { accessToken refreshToken } } }`;
    accounts.statements.reset();
    const answers = await Promise.all(Array.from({ length: count }, () => accounts.graphql(query)));
    const written = accounts.statements
      .statements()
      .filter((sql) => /insert into "(users|sessions)"/.test(sql));
    expect(written.length).toBeLessThan(count);
    const sessions = answers.map(
      ({ data }) => (data as { guestSessionCreate: GuestSession }).guestSessionCreate,
    );
    expect(new Set(sessions.map(({ user }) => user.id)).size).toBe(count);
    for (const { user, tokens } of sessions) expect(decodeJwt(tokens.accessToken).sub).toBe(user.id);
    const refreshed = await Promise.all(
      sessions.map(({ tokens: { refreshToken } }) =>
        accounts.graphql(
          `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { ${sessionFields} } }`,
          { input: { refreshToken } },
        ),
      ),
    );
    const ids = refreshed.map(
      ({ data }) => (data as { sessionRefresh: GuestSession }).sessionRefresh.user.id,
    );
    expect(ids).toEqual(sessions.map(({ user }) => user.id));
  });
});

describe('refreshing', () => {
  it('needs no access token, and minds none that has expired', async () => {
    await using later = await startTestAccounts();
    const { tokens } = await visitorTo(later).register('away@example.com');
    later.advanceSeconds(16 * 60);
    const query = `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { ${sessionFields} } }`;
    const input = { refreshToken: tokens.refreshToken };
    const { data } = await later.graphql(query, { input }, tokens.accessToken);
    expect(data).toMatchObject({ sessionRefresh: { user: { email: 'away@example.com' } } });
    const { data: seen, errors } = await later.graphql('{ me { id } }', {}, tokens.accessToken);
    expect([seen, errors?.[0]?.extensions]).toEqual([
      { me: null },
      { code: 'UNAUTHENTICATED', accessToken: 'EXPIRED' },
    ]);
  });

  it('exchanges a refresh token for new tokens of the same session', async () => {
    const first = await visitor.register('rotating@example.com');
    const second = await visitor.refresh(first.tokens.refreshToken);
    expect(second).toMatchObject({ __typename: 'SessionCreateSuccess', user: first.user });
    expect(second.tokens.refreshToken).not.toBe(first.tokens.refreshToken);
    expect(decodeJwt(second.tokens.accessToken)['sid']).toBe(decodeJwt(first.tokens.accessToken)['sid']);
    const third = await visitor.refresh(second.tokens.refreshToken);
    expect(third.__typename).toBe('SessionCreateSuccess');
  });

  it('answers the same successor again to who lost the answer, until that is used', async () => {
    const { tokens: first } = await visitor.register('lost-answer@example.com');
    const { tokens: lost } = await visitor.refresh(first.refreshToken);
    const again = await visitor.refresh(first.refreshToken);
    expect(again.tokens.refreshToken).toBe(lost.refreshToken);
    const { data } = await accounts.graphql('{ me { email } }', {}, again.tokens.accessToken);
    expect(data).toEqual({ me: { email: 'lost-answer@example.com' } });
    const { tokens: next } = await visitor.refresh(again.tokens.refreshToken);
    expect(await visitor.refresh(first.refreshToken)).toEqual(invalid);
    expect(await visitor.refresh(next.refreshToken)).toEqual(invalid);
  });

  it('ends the whole session when a used token comes again after the grace', async () => {
    await using later = await startTestAccounts();
    const robbed = visitorTo(later);
    const { tokens: stolen } = await robbed.register('robbed@example.com');
    const { tokens: rightful } = await robbed.refresh(stolen.refreshToken);
    later.advanceSeconds(29);
    expect((await robbed.refresh(stolen.refreshToken)).tokens.refreshToken).toBe(rightful.refreshToken);
    later.advanceSeconds(2);
    expect(await robbed.refresh(stolen.refreshToken)).toEqual(invalid);
    expect(await robbed.refresh(rightful.refreshToken)).toEqual(invalid);
    const { __typename } = await robbed.signIn('robbed@example.com', goodPassword);
    expect(__typename).toBe('SessionCreateSuccess');
  });

  it('gives tabs that refresh at once one successor, on which the session goes on', async () => {
    const { tokens } = await visitor.register('parallel@example.com');
    const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.refresh(tokens.refreshToken)));
    const [successor, ...others] = new Set(answers.map((answer) => answer.tokens.refreshToken));
    expect(others).toEqual([]);
    expect((await visitor.refresh(successor ?? '')).__typename).toBe('SessionCreateSuccess');
  });

  it('does not answer again for a session that was signed out', async () => {
    const { tokens } = await visitor.register('left@example.com');
    const { tokens: next } = await visitor.refresh(tokens.refreshToken);
    await visitor.signOut(next.refreshToken);
    expect(await visitor.refresh(tokens.refreshToken)).toEqual(invalid);
  });

  it('keeps nothing from which a successor could be derived beyond the grace', async () => {
    const { tokens, user } = await visitor.startAsGuest();
    await visitor.refresh(tokens.refreshToken);
    const kept = async () => {
      const found = await accounts.database.prisma.refreshToken.findMany({
        where: { session: { userId: user.id }, successorSalt: { not: null } },
      });
      return found.length;
    };
    expect(await kept()).toBe(1);
    await forgetSalts(accounts.database.statements, new Date(Date.now() + 60_000));
    expect(await kept()).toBe(0);
    expect(await visitor.refresh(tokens.refreshToken)).toEqual(invalid);
  });

  it('refuses a token that was never issued', async () => {
    expect(await visitor.refresh('made up')).toEqual(invalid);
  });

  it('refuses a token after 30 days', async () => {
    await using later = await startTestAccounts();
    const { tokens } = await visitorTo(later).startAsGuest();
    later.advanceDays(31);
    expect(await visitorTo(later).refresh(tokens.refreshToken)).toEqual(invalid);
  });
});

describe('signing out', () => {
  it('ends the session, and is no fault the second time', async () => {
    const { tokens } = await visitor.register('leaving@example.com');
    const { tokens: elsewhere } = await visitor.signIn('leaving@example.com', goodPassword);
    expect(await visitor.signOut(tokens.refreshToken)).toEqual({ signedOut: true });
    expect(await visitor.signOut(tokens.refreshToken)).toEqual({ signedOut: true });
    expect(await visitor.refresh(tokens.refreshToken)).toEqual(invalid);
    expect((await visitor.refresh(elsewhere.refreshToken)).__typename).toBe('SessionCreateSuccess');
  });

  it('is known at once: the access token speaks for nobody', async () => {
    const { tokens } = await visitor.register('gone@example.com');
    const { tokens: elsewhere } = await visitor.signIn('gone@example.com', goodPassword);
    await visitor.signOut(tokens.refreshToken);
    const { data, errors } = await accounts.graphql('{ me { id } }', {}, tokens.accessToken);
    expect([data, errors?.[0]?.extensions]).toEqual([{ me: null }, revoked]);
    const { data: other } = await accounts.graphql('{ me { email } }', {}, elsewhere.accessToken);
    expect(other).toEqual({ me: { email: 'gone@example.com' } });
  });

  it('is told to who follows, by every replica, within a second', async () => {
    const replica = await accounts.startReplica();
    const news = async (url: string, after?: string) => {
      const query = after === undefined ? '' : `?after=${after}`;
      const answer = await fetch(new URL(`/.well-known/ended-sessions.json${query}`, url));
      return (await answer.json()) as { cursor: string; sessionIds: string[] };
    };
    const { tokens } = await visitor.startAsGuest();
    const [own, others] = [await news(accounts.url), await news(replica.url)];
    const waiting = Promise.all([news(accounts.url, own.cursor), news(replica.url, others.cursor)]);
    const signedOutAtMs = performance.now();
    await visitor.signOut(tokens.refreshToken);
    const sessionId = decodeJwt(tokens.accessToken)['sid'] as string;
    const told = await waiting;
    expect(told.map(({ sessionIds }) => sessionIds.includes(sessionId))).toEqual([true, true]);
    expect(performance.now() - signedOutAtMs).toBeLessThan(2_000);
    await replica.close();
  });

  it('ends it by an older token of the session too', async () => {
    const { tokens: older } = await visitor.startAsGuest();
    const { tokens: newest } = await visitor.refresh(older.refreshToken);
    await visitor.signOut(older.refreshToken);
    expect(await visitor.refresh(newest.refreshToken)).toEqual(invalid);
  });
});
