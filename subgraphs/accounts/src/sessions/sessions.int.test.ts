import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, sessionFields, visitorTo } from '../../test/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
});
afterAll(() => accounts[Symbol.asyncDispose]());

const invalid = { __typename: 'InvalidRefreshTokenError' };

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

describe('refreshing', () => {
  it('exchanges a refresh token for new tokens of the same session', async () => {
    const first = await visitor.register('rotating@example.com');
    const second = await visitor.refresh(first.tokens.refreshToken);
    expect(second).toMatchObject({ __typename: 'SessionCreateSuccess', user: first.user });
    expect(second.tokens.refreshToken).not.toBe(first.tokens.refreshToken);
    expect(decodeJwt(second.tokens.accessToken)['sid']).toBe(decodeJwt(first.tokens.accessToken)['sid']);
    const third = await visitor.refresh(second.tokens.refreshToken);
    expect(third.__typename).toBe('SessionCreateSuccess');
  });

  it('revokes the whole session when a used token is presented again', async () => {
    const { tokens: stolen } = await visitor.register('robbed@example.com');
    const { tokens: rightful } = await visitor.refresh(stolen.refreshToken);
    expect(await visitor.refresh(stolen.refreshToken)).toEqual(invalid);
    expect(await visitor.refresh(rightful.refreshToken)).toEqual(invalid);
    expect(await visitor.refresh(stolen.refreshToken)).toEqual(invalid);
    const { __typename } = await visitor.signIn('robbed@example.com', goodPassword);
    expect(__typename).toBe('SessionCreateSuccess');
  });

  it('accepts exactly one of several concurrent requests with one token', async () => {
    const { tokens } = await visitor.register('parallel@example.com');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => visitor.refresh(tokens.refreshToken)));
    const names = outcomes.map(({ __typename }) => __typename).toSorted();
    expect(names).toEqual([...Array<string>(7).fill('InvalidRefreshTokenError'), 'SessionCreateSuccess']);
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

  it('ends it by an older token of the session too', async () => {
    const { tokens: older } = await visitor.startAsGuest();
    const { tokens: newest } = await visitor.refresh(older.refreshToken);
    await visitor.signOut(older.refreshToken);
    expect(await visitor.refresh(newest.refreshToken)).toEqual(invalid);
  });
});
