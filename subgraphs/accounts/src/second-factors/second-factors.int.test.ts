import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factorHolderAt } from '../../test/factor-holder.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, visitorTo, type SessionAnswer } from '../../test/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
let holder: ReturnType<typeof factorHolderAt>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
  holder = factorHolderAt(accounts, () => accounts.now());
});
afterAll(() => accounts[Symbol.asyncDispose]());

const wrong = { __typename: 'SecondFactorWrongError' };
const invalid = { __typename: 'SecondFactorChallengeInvalidError' };
const me = async (token: string) => (await accounts.graphql('{ me { email } }', {}, token)).data;

/** A customer with an app that is on, and who has just begun to sign in again. */
async function begun(email: string, token?: string) {
  const { tokens } = await visitor.register(email);
  const on = await holder.turnOn(tokens.accessToken, goodPassword);
  const asked = await holder.ask('sessionCreate', { email, password: goodPassword }, token);
  return { ...on, before: tokens, challenge: asked.challenge ?? '', asked };
}

const confirm = (input: object, token?: string) => holder.ask('sessionSecondFactorConfirm', input, token);

/** What five wrong codes are answered, one after another. */
async function guess(challenge = ''): Promise<Set<string>> {
  const answers = new Set<string>();
  for (let guessed = 0; guessed < 5; guessed += 1) {
    answers.add((await confirm({ challenge, code: '000000' })).__typename);
  }
  return answers;
}

describe('an authenticator app', () => {
  it('counts from its first code on: every session until then ends, and the one that asked goes on as another', async () => {
    const { tokens } = await visitor.register('enrolling@example.com');
    const { tokens: elsewhere } = await visitor.signIn('enrolling@example.com', goodPassword);
    const created = await holder.ask('totpCreate', { proof: { password: goodPassword } }, tokens.accessToken);
    expect(created.otpauthUri).toMatch(/^otpauth:\/\/totp\/Cartwright:enrolling(@|%40)example\.com\?secret=/);
    const { __typename: still } = await visitor.signIn('enrolling@example.com', goodPassword);
    expect(still).toBe('SessionCreateSuccess');
    const code = holder.codeOf(created.secret ?? '');
    const confirmed = await holder.ask('totpConfirm', { code }, tokens.accessToken);
    expect(confirmed.recoveryCodes).toHaveLength(10);
    expect([await me(tokens.accessToken), await me(elsewhere.accessToken)]).toEqual([
      { me: null },
      { me: null },
    ]);
    const renewed = confirmed.tokens?.accessToken ?? '';
    expect(await me(renewed)).toEqual({ me: { email: 'enrolling@example.com' } });
    expect(decodeJwt(renewed)).toMatchObject({ amr: ['pwd', 'otp', 'mfa'] });
    expect(await accounts.countSent('accounts.sign-in-changed.v1')).toBe(1);
    const kept = await accounts.database.prisma.totpFactor.findFirst({});
    expect(JSON.stringify(kept)).not.toContain(created.secret);
  });

  it('is not begun by who has found a session open, without the password', async () => {
    const { tokens } = await visitor.register('left-open@example.com');
    for (const proof of [{}, { password: 'a guess' }, { code: '123456' }]) {
      expect(await holder.ask('totpCreate', { proof }, tokens.accessToken)).toEqual(wrong);
    }
  });

  it('is not taken with a wrong first code, nor by guests', async () => {
    const { tokens } = await visitor.register('mistyped@example.com');
    await holder.ask('totpCreate', { proof: { password: goodPassword } }, tokens.accessToken);
    expect(await holder.ask('totpConfirm', { code: '000000' }, tokens.accessToken)).toEqual(wrong);
    const { tokens: guest } = await visitor.startAsGuest();
    await expect(holder.ask('totpCreate', { proof: {} }, guest.accessToken)).rejects.toThrow('FORBIDDEN');
  });

  it('is turned off with a fresh code, not with the password; who has none left has no recovery codes', async () => {
    const { tokens, secret } = await begun('turning-off@example.com');
    const token = tokens?.accessToken ?? '';
    const byPassword = { proof: { password: goodPassword } };
    expect(await holder.ask('totpDelete', byPassword, token)).toEqual(wrong);
    const off = await holder.ask('totpDelete', { proof: { code: holder.codeOf(secret) } }, token);
    expect(await me(token)).toEqual({ me: null });
    expect(decodeJwt(off.tokens?.accessToken ?? '')['amr']).toEqual(['pwd', 'otp']);
    const query = '{ me { secondFactors { totpSince recoveryCodesLeft } } }';
    const { data } = await accounts.graphql(query, {}, off.tokens?.accessToken);
    expect(data).toEqual({ me: { secondFactors: { totpSince: null, recoveryCodesLeft: 0 } } });
    const { __typename } = await visitor.signIn('turning-off@example.com', goodPassword);
    expect(__typename).toBe('SessionCreateSuccess');
  });
});

describe('signing in with a second factor', () => {
  it('takes both: the password alone opens nothing', async () => {
    const { asked, challenge, secret } = await begun('both@example.com');
    expect(asked).toMatchObject({
      __typename: 'SecondFactorRequiredError',
      methods: ['TOTP', 'RECOVERY_CODE'],
    });
    const session = (await confirm({ challenge, code: holder.codeOf(secret) })) as unknown as SessionAnswer;
    expect(session.user.email).toBe('both@example.com');
    expect(decodeJwt(session.tokens.accessToken)).toMatchObject({ amr: ['pwd', 'otp', 'mfa'] });
    const { tokens: next } = await visitor.refresh(session.tokens.refreshToken);
    expect(decodeJwt(next.accessToken)).toMatchObject({ amr: ['pwd', 'otp', 'mfa'] });
  });

  it('takes a code once, for any sign-in', async () => {
    const { challenge, secret } = await begun('code-once@example.com');
    const code = holder.codeOf(secret);
    expect((await confirm({ challenge, code })).__typename).toBe('SessionCreateSuccess');
    expect(await confirm({ challenge, code: holder.codeOf(secret, 30) })).toEqual(invalid);
    const again = await holder.ask('sessionCreate', {
      email: 'code-once@example.com',
      password: goodPassword,
    });
    expect(await confirm({ challenge: again.challenge, code })).toEqual(wrong);
  });

  it('takes one of two answers that come at once', async () => {
    const { challenge, secret } = await begun('race@example.com');
    const code = holder.codeOf(secret);
    const answers = await Promise.all([confirm({ challenge, code }), confirm({ challenge, code })]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      'SecondFactorChallengeInvalidError',
      'SessionCreateSuccess',
    ]);
  });

  it('is over after five answers, and once the password has changed', async () => {
    const { challenge, secret, tokens } = await begun('over@example.com');
    expect(await guess(challenge)).toEqual(new Set([wrong.__typename]));
    expect(await confirm({ challenge, code: holder.codeOf(secret) })).toEqual(invalid);
    const begin = () => holder.ask('sessionCreate', { email: 'over@example.com', password: goodPassword });
    const { challenge: changed } = await begin();
    await visitor.changePassword(tokens?.accessToken ?? '', goodPassword, 'another horse battery staple');
    expect(await confirm({ challenge: changed, code: holder.codeOf(secret) })).toEqual(invalid);
  });

  it('waits five minutes', async () => {
    await using later = await startTestAccounts();
    const phone = factorHolderAt(later, () => later.now());
    const { tokens } = await visitorTo(later).register('slow@example.com');
    const { secret } = await phone.turnOn(tokens.accessToken, goodPassword);
    const begin = () => phone.ask('sessionCreate', { email: 'slow@example.com', password: goodPassword });
    const [{ challenge: early }, { challenge: late }] = [await begin(), await begin()];
    later.advanceSeconds(290);
    const inTime = { challenge: early, code: phone.codeOf(secret) };
    expect((await phone.ask('sessionSecondFactorConfirm', inTime)).__typename).toBe('SessionCreateSuccess');
    later.advanceSeconds(31);
    const tooLate = { challenge: late, code: phone.codeOf(secret) };
    expect(await phone.ask('sessionSecondFactorConfirm', tooLate)).toEqual(invalid);
  });

  it('pauses codes after ten wrong ones, and never the owner: a recovery code works, once', async () => {
    const { secret, recoveryCodes } = await begun('guessed@example.com');
    const begin = () => holder.ask('sessionCreate', { email: 'guessed@example.com', password: goodPassword });
    const guesses = [await guess((await begin()).challenge), await guess((await begin()).challenge)];
    expect(guesses).toEqual([new Set([wrong.__typename]), new Set([wrong.__typename])]);
    const { challenge } = await begin();
    const paused = await confirm({ challenge, code: holder.codeOf(secret) });
    expect(paused).toMatchObject({
      __typename: 'SecondFactorPausedError',
      retryAt: expect.any(String) as string,
    });
    const [recoveryCode = ''] = recoveryCodes ?? [];
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
    expect((await confirm({ challenge, recoveryCode: typed })).__typename).toBe('SessionCreateSuccess');
    const { challenge: next } = await begin();
    expect(await confirm({ challenge: next, recoveryCode })).toEqual(wrong);
  });

  it('carries the guest on who began, and is for no other guest', async () => {
    const { tokens: guest, user } = await visitor.startAsGuest();
    const { challenge, secret } = await begun('with-a-cart@example.com', guest.accessToken);
    const { tokens: other } = await visitor.startAsGuest();
    const code = holder.codeOf(secret);
    expect(await confirm({ challenge, code }, other.accessToken)).toEqual(invalid);
    const session = await confirm({ challenge, code }, guest.accessToken);
    expect(decodeJwt(session.tokens?.accessToken ?? '')).toMatchObject({ guest: user.id });
    expect(await me(guest.accessToken)).toEqual({ me: null });
  });
});

describe('recovery codes', () => {
  it('are given out anew for a fresh factor, and those before stop working', async () => {
    const { secret, tokens, challenge, recoveryCodes } = await begun('renewing@example.com');
    const proof = { code: holder.codeOf(secret) };
    const renewed = await holder.ask('recoveryCodesCreate', { proof }, tokens?.accessToken);
    expect(renewed.recoveryCodes).toHaveLength(10);
    expect(await confirm({ challenge, recoveryCode: recoveryCodes?.[0] })).toEqual(wrong);
    const { __typename } = await confirm({ challenge, recoveryCode: renewed.recoveryCodes?.[0] });
    expect(__typename).toBe('SessionCreateSuccess');
  });
});

describe('staff, where a second factor is required of them', () => {
  it('have no permission before their session has one', async () => {
    await using strict = await startTestAccounts({ env: { STAFF_SECOND_FACTOR: 'required' } });
    const phone = factorHolderAt(strict, () => strict.now());
    const { tokens } = await staffDesk(strict).hire('staff@example.com', builtIn.support);
    const { user: customer } = await visitorTo(strict).register('customer@example.com');
    const see = async (token = '') =>
      (await strict.graphql('query ($id: ID!) { user(id: $id) { email } }', { id: customer.id }, token)).data;
    expect(decodeJwt(tokens.accessToken)['permissions']).toBeUndefined();
    expect(await see(tokens.accessToken)).toEqual({ user: null });
    const on = await phone.turnOn(tokens.accessToken, goodPassword);
    expect(await see(on.tokens?.accessToken)).toEqual({ user: { email: 'customer@example.com' } });
    const off = await phone.ask(
      'totpDelete',
      { proof: { code: phone.codeOf(on.secret) } },
      on.tokens?.accessToken,
    );
    expect(await see(off.tokens?.accessToken)).toEqual({ user: null });
  });
});
