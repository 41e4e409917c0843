import { signInChanged, userUpdated } from '@cartwright/events';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorHolderAt } from '../../test/factor-holder.ts';
import { tokenTo } from '../../test/mailed.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import {
  startTestIdentityProvider,
  type TestAccount,
  type TestIdentityProvider,
} from '../../test/start-test-identity-provider.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';

const redirectUri = 'https://shop.example/sign-in';
let provider: TestIdentityProvider;
let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let holder: ReturnType<typeof factorHolderAt>;
beforeAll(async () => {
  provider = await startTestIdentityProvider(redirectUri);
  const { issuer, client } = provider;
  const env = {
    IDENTITY_PROVIDERS: JSON.stringify([
      { id: 'ida', name: 'Ida', issuer, ...client },
      { id: 'mail', name: 'Mail', issuer, ...client, trustedForEmail: true },
    ]),
    IDENTITY_REDIRECT_URIS: redirectUri,
  };
  accounts = await startTestAccounts({ env });
  visitor = visitorTo(accounts);
  holder = factorHolderAt(accounts, () => accounts.now());
});
afterAll(async () => {
  await accounts[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
});

const notAccepted = { __typename: 'IdentityNotAcceptedError' };
const person = (name: string, isVerified = true): TestAccount => {
  return { sub: `sub-${name}`, email: `${name}@example.com`, email_verified: isVerified };
};

/** Somebody who went to the provider and came back. */
async function comeBack(
  account: TestAccount,
  start = 'identityProviderSessionStart',
  input = {},
  token?: string,
) {
  const {
    authorizationUrl = '',
    state,
    verifier,
  } = await holder.ask(start, { provider: 'ida', redirectUri, ...input }, token);
  const { searchParams } = await provider.signInAs(account, authorizationUrl);
  expect(searchParams.get('state')).toBe(state);
  return { state, verifier, code: searchParams.get('code'), iss: searchParams.get('iss') };
}
/** The same, at a provider whose word on addresses counts. */
const comeBackProved = (account: TestAccount) =>
  comeBack(account, 'identityProviderSessionStart', { provider: 'mail' });
const finish = (input: object, token?: string) => holder.ask('identityProviderSessionCreate', input, token);

describe('signing in with an identity provider', () => {
  it('makes an account for who is new, and finds it the next time', async () => {
    const first = await finish(await comeBack(person('new')));
    expect(first).toMatchObject({ user: { email: 'new@example.com' } });
    const second = await finish(await comeBack({ ...person('new'), email: 'moved@example.com' }));
    expect(second.user?.id).toBe(first.user?.id);
  });

  it('is for who began alone, once: not without their verifier, not twice, not with another answer', async () => {
    const back = await comeBack(person('binding'));
    expect(await finish({ ...back, verifier: 'another' })).toEqual(notAccepted);
    expect((await finish(back)).__typename).toBe('SessionCreateSuccess');
    expect(await finish(back)).toEqual(notAccepted);
    const [one, other] = [await comeBack(person('one')), await comeBack(person('other'))];
    expect(await finish({ ...one, code: other.code })).toEqual(notAccepted);
    const mixedUp = await comeBack(person('mixed-up'));
    expect(await finish({ ...mixedUp, iss: 'https://evil.example' })).toEqual(notAccepted);
    expect(await finish({ ...(await comeBack(person('no-iss'))), iss: null })).toEqual(notAccepted);
  });

  it('never takes an account of the same address for theirs: its owner signs in and links it', async () => {
    const { tokens, user } = await visitor.register('linking@example.com');
    const back = await comeBack(person('linking'));
    expect(await finish(back)).toEqual({ __typename: 'AccountExistsError' });
    const proof = { password: goodPassword };
    const link = await comeBack(person('linking'), 'identityLinkStart', { proof }, tokens.accessToken);
    expect(await finish(link)).toEqual(notAccepted);
    const again = await comeBack(person('linking'), 'identityLinkStart', { proof }, tokens.accessToken);
    const linked = await holder.ask('identityLinkCreate', again, tokens.accessToken);
    expect(linked.__typename).toBe('IdentityLinkCreateSuccess');
    expect((await finish(await comeBack(person('linking')))).user?.id).toBe(user.id);
    const token = linked.tokens?.accessToken ?? '';
    const { data } = await accounts.graphql('{ me { identities { id provider } } }', {}, token);
    const { id } = (data as { me: { identities: [{ id: string }] } }).me.identities[0];
    const unlinked = await holder.ask('identityLinkDelete', { id, proof }, token);
    expect(unlinked.__typename).toBe('IdentityLinkDeleteSuccess');
    expect(await finish(await comeBack(person('linking')))).toEqual({ __typename: 'AccountExistsError' });
  });

  describe('at a provider that is trusted with addresses', () => {
    const registered = async (email: string, isProved = true) => {
      const session = await visitor.register(email);
      const token = await tokenTo(accounts, email, 'verify');
      if (isProved) await holder.ask('customerEmailVerify', { token }, session.tokens.accessToken);
      return session;
    };
    const toldOf = async (customerId: string) => {
      const { rows } = await sql<{ change: string }>`
        SELECT envelope -> 'data' ->> 'change' AS change FROM messaging.outbox
        WHERE type = ${signInChanged.type} AND key = ${customerId} ORDER BY seq
      `.execute(accounts.database.statements);
      return rows.map(({ change }) => change);
    };

    const isAnnouncedProved = async (customerId: string) => {
      const { rows } = await sql<{ isProved: boolean }>`
        SELECT (envelope -> 'data' ->> 'isEmailVerified')::boolean AS "isProved" FROM messaging.outbox
        WHERE type = ${userUpdated.type} AND key = ${customerId} ORDER BY seq
      `.execute(accounts.database.statements);
      return rows.map(({ isProved }) => isProved);
    };

    it('links an account whose address both sides have proved, and tells its owner', async () => {
      const { user } = await registered('proved@example.com');
      expect((await finish(await comeBackProved(person('proved')))).user?.id).toBe(user.id);
      expect((await finish(await comeBackProved(person('proved')))).user?.id).toBe(user.id);
      expect(await toldOf(user.id)).toEqual(['IDENTITY_PROVIDER_LINKED']);
    });

    it('lets in whom a file brought, whose address is proved by that; elsewhere, and once somebody was in there, it does not', async () => {
      const broughtIn = async (email: string, passwordHash: string | null = null) => {
        const id = uuidv7();
        const user = { ...{ id, email, passwordHash }, firstName: 'Kim', broughtInAt: accounts.now() };
        await accounts.database.prisma.user.create({ data: { ...user, role: 'CUSTOMER', locale: 'en' } });
        return id;
      };
      const exists = { __typename: 'AccountExistsError' };
      const id = await broughtIn('filed@example.com');
      expect(await finish(await comeBack(person('filed')))).toEqual(exists);
      const { user } = await finish(await comeBackProved(person('filed')));
      expect(user).toMatchObject({ id });
      expect((await finish(await comeBackProved(person('filed')))).user?.id).toBe(id);
      expect(await isAnnouncedProved(id)).toEqual([true]);
      expect(await toldOf(id)).toEqual(['IDENTITY_PROVIDER_LINKED']);
      await broughtIn('filed-and-used@example.com', 'a hash');
      expect(await finish(await comeBackProved(person('filed-and-used')))).toEqual(exists);
    });

    it('links none whose address nobody has proved, none of the staff, and none on the word of others', async () => {
      await registered('squatter@example.com', false);
      const { user } = await registered('clerk@example.com');
      await accounts.database.prisma.user.update({ where: { id: user.id }, data: { role: 'STAFF' } });
      await registered('elsewhere@example.com');
      const exists = { __typename: 'AccountExistsError' };
      expect(await finish(await comeBackProved(person('squatter')))).toEqual(exists);
      expect(await finish(await comeBackProved(person('clerk')))).toEqual(exists);
      expect(await finish(await comeBack(person('elsewhere')))).toEqual(exists);
      const unproved = await finish(await comeBackProved(person('elsewhere', false)));
      expect(unproved).toEqual({ __typename: 'IdentityEmailUnverifiedError' });
    });

    it('links nothing before the second factor of who has one', async () => {
      const { user, tokens } = await registered('careful@example.com');
      const { secret } = await holder.turnOn(tokens.accessToken, goodPassword);
      const links = () => accounts.database.prisma.identity.count({ where: { userId: user.id } });
      const asked = await finish(await comeBackProved(person('careful')));
      expect(asked.__typename).toBe('SecondFactorRequiredError');
      const confirm = (code: string) =>
        holder.ask('sessionSecondFactorConfirm', { challenge: asked.challenge, code });
      expect((await confirm('000000')).__typename).toBe('SecondFactorWrongError');
      expect(await links()).toBe(0);
      expect((await confirm(holder.codeOf(secret))).user?.id).toBe(user.id);
      expect(await links()).toBe(1);
      expect(await toldOf(user.id)).toEqual(['TOTP_ADDED', 'IDENTITY_PROVIDER_LINKED']);
    });

    it('takes the address of who is new for proved; elsewhere it is confirmed by the mail that welcomes', async () => {
      const isVerified = async (token = '') =>
        (await accounts.graphql('{ me { isEmailVerified } }', {}, token)).data;
      const trusted = await finish(await comeBackProved(person('trusted')));
      expect(await isVerified(trusted.tokens?.accessToken)).toEqual({ me: { isEmailVerified: true } });
      expect(await tokenTo(accounts, 'trusted@example.com', 'verify')).toBe('');
      const other = await finish(await comeBack(person('untrusted')));
      expect(await isVerified(other.tokens?.accessToken)).toEqual({ me: { isEmailVerified: false } });
      const token = await tokenTo(accounts, 'untrusted@example.com', 'verify');
      await holder.ask('customerEmailVerify', { token }, other.tokens?.accessToken);
      expect(await isVerified(other.tokens?.accessToken)).toEqual({ me: { isEmailVerified: true } });
    });
  });

  it('makes no account for an address that the provider has not verified', async () => {
    const answer = await finish(await comeBack(person('unverified', false)));
    expect(answer).toEqual({ __typename: 'IdentityEmailUnverifiedError' });
  });

  it('sends nobody anywhere but to where the shop has set up', async () => {
    for (const other of [
      `${redirectUri}/x`,
      'https://evil.example',
      `${redirectUri}?next=https://evil.example`,
    ]) {
      const input = { provider: 'ida', redirectUri: other };
      const { __typename } = await holder.ask('identityProviderSessionStart', input);
      expect(__typename).toBe('RedirectUriNotAllowedError');
    }
  });

  it('lets who has no password change the address: just after signing in, else with a factor', async () => {
    const changeOf = (proof: object, token: string) =>
      holder.ask('customerEmailChangeLinkSend', { newEmail: 'roamed@example.com', proof }, token);
    const sent = 'CustomerEmailChangeLinkSendSuccess';
    const { tokens } = await finish(await comeBack(person('roaming')));
    const token = tokens?.accessToken ?? '';
    expect((await changeOf({}, token)).__typename).toBe(sent);
    accounts.advanceSeconds(10 * 60);
    const stale = (await visitor.refresh(tokens?.refreshToken ?? '')).tokens.accessToken;
    expect((await changeOf({}, stale)).__typename).toBe('SecondFactorWrongError');
    const again = await finish(await comeBack(person('roaming')));
    expect((await changeOf({}, again.tokens?.accessToken ?? '')).__typename).toBe(sent);
    const { tokens: withApp, secret } = await holder.turnOn(again.tokens?.accessToken ?? '', '');
    const held = withApp?.accessToken ?? '';
    expect((await changeOf({}, held)).__typename).toBe('SecondFactorWrongError');
    expect((await changeOf({ code: holder.codeOf(secret) }, held)).__typename).toBe(sent);
  });

  it('asks for the second factor of who has one, and carries the guest on', async () => {
    const { tokens } = await visitor.register('both@example.com');
    const proof = { password: goodPassword };
    const back = await comeBack(person('both'), 'identityLinkStart', { proof }, tokens.accessToken);
    const linked = await holder.ask('identityLinkCreate', back, tokens.accessToken);
    const { secret } = await holder.turnOn(linked.tokens?.accessToken ?? '', goodPassword);
    const { tokens: guest } = await visitor.startAsGuest();
    const asked = await finish(await comeBack(person('both')), guest.accessToken);
    expect(asked.__typename).toBe('SecondFactorRequiredError');
    const confirm = { challenge: asked.challenge, code: holder.codeOf(secret) };
    const session = await holder.ask('sessionSecondFactorConfirm', confirm, guest.accessToken);
    expect(session.user?.email).toBe('both@example.com');
  });
});
