import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorHolderAt } from '../../test/factor-holder.ts';
import { softwareAuthenticator } from '../../test/software-authenticator.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';

const origin = 'https://shop.example';
let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let holder: ReturnType<typeof factorHolderAt>;
beforeAll(async () => {
  const env = { PASSKEY_DOMAIN: 'shop.example', PASSKEY_ORIGINS: `${origin}, https://m.shop.example` };
  accounts = await startTestAccounts({ env });
  visitor = visitorTo(accounts);
  holder = factorHolderAt(accounts, () => accounts.now());
});
afterAll(() => accounts[Symbol.asyncDispose]());

const notAccepted = { __typename: 'PasskeyNotAcceptedError' };
const wrong = { __typename: 'SecondFactorWrongError' };
const signIn = (response: string, token?: string) => holder.ask('passkeySessionCreate', { response }, token);
const asked = async (purpose: string, token?: string) =>
  (await holder.ask('passkeyChallengeCreate', { purpose }, token)).options ?? {};

/** A customer with a passkey on a device. */
async function registered(email: string) {
  const { tokens, user } = await visitor.register(email);
  const device = softwareAuthenticator(origin, 'shop.example');
  const proof = { password: goodPassword };
  const { options = {} } = await holder.ask('passkeyRegistrationCreate', { proof }, tokens.accessToken);
  const response = device.create(options);
  const created = await holder.ask('passkeyCreate', { response, name: 'My phone' }, tokens.accessToken);
  return { created, device, response, before: tokens, user, token: created.tokens?.accessToken ?? '' };
}

const shown = async (token: string) =>
  (await accounts.graphql('{ me { passkeys { id name isBackedUp lastUsedAt } } }', {}, token)).data as {
    me: { passkeys: { id: string }[] } | null;
  };

describe('a passkey', () => {
  it('is added for the password, ends every session until then, and comes with recovery codes', async () => {
    const { created, before, token } = await registered('adding@example.com');
    expect(created).toMatchObject({ __typename: 'PasskeyCreateSuccess', passkey: { name: 'My phone' } });
    expect(created.recoveryCodes).toHaveLength(10);
    expect(await shown(before.accessToken)).toEqual({ me: null });
    expect(await shown(token)).toMatchObject({ me: { passkeys: [{ name: 'My phone', isBackedUp: true }] } });
    expect(decodeJwt(token)['amr']).toEqual(['pwd', 'swk', 'mfa']);
    expect(await accounts.countSent('accounts.sign-in-changed.v1')).toBe(1);
  });

  it('is not added twice with one answer, nor for another customer, nor without a proof', async () => {
    const { response, token } = await registered('twice@example.com');
    const again = { response, name: 'Again' };
    expect(await holder.ask('passkeyCreate', again, token)).toEqual(notAccepted);
    const { tokens } = await visitor.register('eve@example.com');
    expect(await holder.ask('passkeyCreate', again, tokens.accessToken)).toEqual(notAccepted);
    const unproved = { proof: { password: 'a guess' } };
    expect(await holder.ask('passkeyRegistrationCreate', unproved, tokens.accessToken)).toEqual(wrong);
  });

  it('signs in alone, as both factors, without an e-mail address', async () => {
    const { device, user } = await registered('alone@example.com');
    const session = await signIn(device.get(await asked('SIGN_IN')));
    expect(session).toMatchObject({ user: { id: user.id } });
    expect(decodeJwt(session.tokens?.accessToken ?? '')['amr']).toEqual(['swk', 'user', 'mfa']);
  });

  it('carries the guest on who signs in', async () => {
    const { device } = await registered('carrying@example.com');
    const { tokens, user } = await visitor.startAsGuest();
    const session = await signIn(device.get(await asked('SIGN_IN')), tokens.accessToken);
    expect(decodeJwt(session.tokens?.accessToken ?? '')['guest']).toBe(user.id);
  });

  it('does not sign in twice with one answer, on other pages, without its user, or with a copy that counts anew', async () => {
    const { device } = await registered('hostile@example.com');
    const answer = device.get(await asked('SIGN_IN'));
    expect((await signIn(answer)).__typename).toBe('SessionCreateSuccess');
    expect(await signIn(answer)).toEqual(notAccepted);
    for (const changes of [{ origin: 'https://shop.exampel' }, { isVerified: false }, { counter: 1 }]) {
      expect(await signIn(device.get(await asked('SIGN_IN'), changes))).toEqual(notAccepted);
    }
    expect(await signIn(device.get({ challenge: 'bWFkZSB1cA' }))).toEqual(notAccepted);
    expect(await signIn('no JSON')).toEqual(notAccepted);
    const onTheOtherPage = { origin: 'https://m.shop.example' };
    const { __typename } = await signIn(device.get(await asked('SIGN_IN'), onTheOtherPage));
    expect(__typename).toBe('SessionCreateSuccess');
  });

  it('is asked for beside the password, and finishes that sign-in for its own user alone', async () => {
    const { device } = await registered('second@example.com');
    const { device: others } = await registered('other@example.com');
    const begin = () => holder.ask('sessionCreate', { email: 'second@example.com', password: goodPassword });
    const { challenge, methods, passkeyOptions = {} } = await begin();
    expect(methods).toEqual(['PASSKEY', 'RECOVERY_CODE']);
    const confirm = (passkey: string) => holder.ask('sessionSecondFactorConfirm', { challenge, passkey });
    expect(await confirm(others.get(passkeyOptions))).toEqual(wrong);
    expect(await confirm(device.get(await asked('SIGN_IN')))).toEqual(wrong);
    expect(await confirm(device.get(passkeyOptions))).toEqual(wrong); // what it signs was used up
    const { challenge: next, passkeyOptions: fresh = {} } = await begin();
    const passkey = device.get(fresh, { isVerified: false });
    const session = await holder.ask('sessionSecondFactorConfirm', { challenge: next, passkey });
    expect(decodeJwt(session.tokens?.accessToken ?? '')['amr']).toEqual(['pwd', 'swk', 'mfa']);
  });

  it('is renamed, and removed with itself as the proof: it signs in no more', async () => {
    const { created, device, token } = await registered('removing@example.com');
    const id = created.passkey?.id;
    const renamed = await holder.ask('passkeyRename', { id, name: 'Old phone' }, token);
    expect(renamed.passkey).toMatchObject({ name: 'Old phone' });
    const { token: stranger } = await registered('stranger@example.com');
    const strange = await holder.ask('passkeyRename', { id, name: 'Mine' }, stranger);
    expect(strange).toEqual({ __typename: 'PasskeyNotFoundError' });
    const byPassword = { id, proof: { password: goodPassword } };
    expect(await holder.ask('passkeyDelete', byPassword, token)).toEqual(wrong);
    const proof = { passkey: device.get(await asked('PROOF', token)) };
    const removed = await holder.ask('passkeyDelete', { id, proof }, token);
    expect(await shown(removed.tokens?.accessToken ?? '')).toEqual({ me: { passkeys: [] } });
    expect(await signIn(device.get(await asked('SIGN_IN')))).toEqual(notAccepted);
    const { __typename } = await visitor.signIn('removing@example.com', goodPassword);
    expect(__typename).toBe('SessionCreateSuccess');
  });

  it('is asked for no longer than five minutes', async () => {
    await using later = await startTestAccounts({
      env: { PASSKEY_DOMAIN: 'shop.example', PASSKEY_ORIGINS: origin },
    });
    const phone = factorHolderAt(later, () => later.now());
    const { tokens } = await visitorTo(later).register('slow@example.com');
    const proof = { password: goodPassword };
    const { options = {} } = await phone.ask('passkeyRegistrationCreate', { proof }, tokens.accessToken);
    later.advanceSeconds(301);
    const response = softwareAuthenticator(origin, 'shop.example').create(options);
    expect(await phone.ask('passkeyCreate', { response, name: 'Late' }, tokens.accessToken)).toEqual(
      notAccepted,
    );
  });
});
