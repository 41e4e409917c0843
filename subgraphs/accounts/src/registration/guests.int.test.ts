import { customerRegistered, guestClaimed } from '@cartwright/events';
import { startTestDomain, startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { decodeJwt } from 'jose';
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

const roleOf = (token: string) => decodeJwt(token)['role'];
const guestOf = (token: string) => decodeJwt(token)['guest'];
const me = '{ me { id role email displayName } }';

describe('a guest who registers', () => {
  it('is another user from then on', async () => {
    const guest = await visitor.startAsGuest();
    expect(guest.user).toMatchObject({ role: 'GUEST', email: null, displayName: 'Guest' });
    const customer = await visitor.register('keeps@example.com', guest.tokens.accessToken);
    expect(customer.user).toMatchObject({ role: 'CUSTOMER', email: 'keeps@example.com' });
    expect(customer.user.id).not.toBe(guest.user.id);
    expect(roleOf(customer.tokens.accessToken)).toBe('CUSTOMER');
    expect(guestOf(customer.tokens.accessToken)).toBe(guest.user.id);
    const { data } = await accounts.graphql(me, {}, customer.tokens.accessToken);
    expect(data).toEqual({ me: customer.user });
  });

  it('does not lend the account to who holds tokens from before', async () => {
    const guest = await visitor.startAsGuest();
    await visitor.register('fixation@example.com', guest.tokens.accessToken);
    expect(await visitor.refresh(guest.tokens.refreshToken)).toEqual({
      __typename: 'InvalidRefreshTokenError',
    });
    const { data, errors } = await accounts.graphql(me, {}, guest.tokens.accessToken);
    expect([data, errors?.[0]?.extensions]).toEqual([
      { me: null },
      { code: 'UNAUTHENTICATED', accessToken: 'REVOKED' },
    ]);
  });

  it('stays a guest when the e-mail address is taken', async () => {
    await visitor.register('occupied@example.com');
    const guest = await visitor.startAsGuest();
    const answer = await visitor.register('Occupied@example.com', guest.tokens.accessToken);
    expect(answer.__typename).toBe('EmailTakenError');
    const refreshed = await visitor.refresh(guest.tokens.refreshToken);
    expect(refreshed).toMatchObject({ __typename: 'SessionCreateSuccess', user: { role: 'GUEST' } });
  });

  it('gets an account of its own when the guest is a customer already', async () => {
    const guest = await visitor.startAsGuest();
    const first = await visitor.register('first@example.com', guest.tokens.accessToken);
    const second = await visitor.register('second@example.com', guest.tokens.accessToken);
    expect(second.__typename).toBe('SessionCreateSuccess');
    expect(second.user.id).not.toBe(first.user.id);
    expect((await visitor.signIn('first@example.com', goodPassword)).user.id).toBe(first.user.id);
  });
});

it('makes a new account for who registers with a customer’s token, and leaves the customer alone', async () => {
  const customer = await visitor.register('one@example.com');
  const other = await visitor.register('other@example.com', customer.tokens.accessToken);
  expect(other.user.id).not.toBe(customer.user.id);
  expect(guestOf(other.tokens.accessToken)).toBeUndefined();
  const { data } = await accounts.graphql(me, {}, customer.tokens.accessToken);
  expect(data).toEqual({ me: customer.user });
});

describe('two registrations of one e-mail address at the same time', () => {
  const outcomes = async (email: string, tokens: (string | undefined)[]) => {
    const answers = await Promise.all(tokens.map((token) => visitor.register(email, token)));
    const { statements } = accounts.database;
    const rows = await statements.selectFrom('users').select('id').where('email', '=', email).execute();
    return { names: answers.map(({ __typename }) => __typename).toSorted(), accounts: rows.length };
  };
  const oneOf = (count: number) => ({
    names: [...Array<string>(count - 1).fill('EmailTakenError'), 'SessionCreateSuccess'],
    accounts: 1,
  });

  it('make one account of new visitors', async () => {
    const tokens = Array.from({ length: 6 }, () => undefined);
    expect(await outcomes('race@example.com', tokens)).toEqual(oneOf(6));
  });

  it('make one account of guests', async () => {
    const guests = await Promise.all(Array.from({ length: 6 }, () => visitor.startAsGuest()));
    const tokens = guests.map((guest) => guest.tokens.accessToken);
    expect(await outcomes('guest.race@example.com', tokens)).toEqual(oneOf(6));
  });

  it('make one account of one guest who clicks twice', async () => {
    const { tokens } = await visitor.startAsGuest();
    const twice = [tokens.accessToken, tokens.accessToken];
    expect(await outcomes('twice@example.com', twice)).toEqual(oneOf(2));
  });
});

describe('a guest who signs in', () => {
  it('is claimed: the token says so, and other domains receive it over NATS once', async () => {
    const routes = [{ ...guestClaimed, isFollowed: true }]; // the test follows what others handle
    await using nats = await startTestNats({ routes });
    await using connected = await startTestAccounts({ natsUrl: nats.urlFor('accounts') });
    await using claims = await followClaims(nats);
    const caller = visitorTo(connected);
    const { user } = await caller.register('claimer@example.com');
    const guest = await caller.startAsGuest();
    const signIn = () => caller.signIn('claimer@example.com', goodPassword, guest.tokens.accessToken);
    const answers = await Promise.all([signIn(), signIn()]);
    expect(answers.map(({ tokens }) => guestOf(tokens.accessToken))).toEqual([guest.user.id, guest.user.id]);
    await waitFor(() => claims.received.length > 0);
    expect(claims.received).toEqual([{ guestId: guest.user.id, customerId: user.id }]);
    expect(await connected.countSent(guestClaimed.type)).toBe(1);
    const { tokens: renewed } = await caller.refresh(answers[0].tokens.refreshToken);
    expect(guestOf(renewed.accessToken)).toBe(guest.user.id);
  });

  it('belongs to the first customer who signs in, and to no second one', async () => {
    await visitor.register('rightful@example.com');
    await visitor.register('late@example.com');
    const before = await accounts.countSent(guestClaimed.type);
    const guest = await visitor.startAsGuest();
    const rightful = await visitor.signIn('rightful@example.com', goodPassword, guest.tokens.accessToken);
    const late = await visitor.signIn('late@example.com', goodPassword, guest.tokens.accessToken);
    expect(guestOf(rightful.tokens.accessToken)).toBe(guest.user.id);
    expect(late.__typename).toBe('SessionCreateSuccess');
    expect(guestOf(late.tokens.accessToken)).toBeUndefined();
    expect(await accounts.countSent(guestClaimed.type)).toBe(before + 1);
    const taken = await visitor.register('later@example.com', guest.tokens.accessToken);
    expect(taken.user.id).not.toBe(guest.user.id);
  });

  it('cannot continue as a guest', async () => {
    await visitor.register('moved.on@example.com');
    const guest = await visitor.startAsGuest();
    await visitor.signIn('moved.on@example.com', goodPassword, guest.tokens.accessToken);
    expect((await visitor.refresh(guest.tokens.refreshToken)).__typename).toBe('InvalidRefreshTokenError');
  });

  it('stays unclaimed when the password is wrong', async () => {
    await visitor.register('mistyped@example.com');
    const before = await accounts.countSent(guestClaimed.type);
    const guest = await visitor.startAsGuest();
    await visitor.signIn('mistyped@example.com', 'not the password', guest.tokens.accessToken);
    expect(await accounts.countSent(guestClaimed.type)).toBe(before);
    expect((await visitor.refresh(guest.tokens.refreshToken)).__typename).toBe('SessionCreateSuccess');
  });
});

it('announces each new account once, a guest’s too, and none that came to nothing', async () => {
  await using fresh = await startTestAccounts();
  const caller = visitorTo(fresh);
  const guest = await caller.startAsGuest();
  await caller.register('announced@example.com', guest.tokens.accessToken);
  await caller.register('announced@example.com');
  await caller.register('second.announced@example.com');
  expect(await fresh.countSent(customerRegistered.type)).toBe(2);
});

async function followClaims(nats: TestNats) {
  const received: unknown[] = [];
  const { messaging, [Symbol.asyncDispose]: dispose } = await startTestDomain(nats, 'carts');
  await messaging.follow(guestClaimed, ({ data }) => received.push(data)).ready;
  return { received, [Symbol.asyncDispose]: dispose };
}

it('signs in with a guest’s token that has expired, and says that the guest is left behind until it is refreshed', async () => {
  await using later = await startTestAccounts();
  const caller = visitorTo(later);
  await caller.register('returning@example.com');
  const guest = await caller.startAsGuest();
  later.advanceSeconds(16 * 60);
  const early = await caller.signIn('returning@example.com', goodPassword, guest.tokens.accessToken);
  expect([guestOf(early.tokens.accessToken), early.warnings]).toEqual([
    undefined,
    [{ code: 'GUEST_LEFT_BEHIND' }],
  ]);
  const { tokens } = await caller.refresh(guest.tokens.refreshToken);
  const late = await caller.signIn('returning@example.com', goodPassword, tokens.accessToken);
  expect([guestOf(late.tokens.accessToken), late.warnings]).toEqual([guest.user.id, []]);
});
