import { createLocalJWKSet, errors, exportJWK, generateKeyPair, SignJWT, type JWTVerifyGetKey } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { EndedSessionSet } from './ended-sessions.ts';
import { createTokenVerifier } from './token-verifier.ts';

const start = new Date('2026-05-04T09:00:00Z');
const minutesLater = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

async function keyPair(algorithm = 'EdDSA'): Promise<{ privateKey: CryptoKey; getKey: JWTVerifyGetKey }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  return {
    privateKey,
    getKey: createLocalJWKSet({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] }),
  };
}

async function bearer(
  key: CryptoKey,
  claims: Record<string, unknown> = {},
  { alg = 'EdDSA', typ = 'at+jwt' } = {},
): Promise<string> {
  const token = new SignJWT({
    sid: 's1',
    role: 'CUSTOMER',
    iss: 'cartwright',
    aud: 'cartwright',
    sub: 'u1',
    ...claims,
  });
  const expiry = Math.floor(minutesLater(15).getTime() / 1000);
  return `Bearer ${await token.setProtectedHeader({ alg, typ, kid: 'k1' }).setExpirationTime(expiry).sign(key)}`;
}

const invalid = { viewer: null, tokenFault: 'INVALID' };

describe('a token verifier', () => {
  it('asks before it checks a signature, and checks none twice, good or bad', async () => {
    const { privateKey, getKey } = await keyPair();
    const checked = vi.fn(getKey);
    const verify = createTokenVerifier({ getKey: checked, now: () => start });
    const { privateKey: other } = await keyPair();
    const allowed = vi.fn(() => Promise.resolve());
    const tokens = [await bearer(privateKey), await bearer(other), await bearer(privateKey, { aud: 'x' })];
    for (const token of [...tokens, ...tokens]) await verify(token, allowed);
    expect([checked.mock.calls.length, allowed.mock.calls.length]).toEqual([3, 3]);
    expect(await verify(tokens[1], allowed)).toEqual(invalid);
  });

  it('checks a token once for all who bring it meanwhile, and for each who may where others may not', async () => {
    const { privateKey, getKey } = await keyPair();
    const checked = vi.fn(getKey);
    const verify = createTokenVerifier({ getKey: checked, now: () => start });
    const allowed = vi.fn(() => Promise.resolve());
    const token = await bearer(privateKey);
    await Promise.all(Array.from({ length: 9 }, () => verify(token, allowed)));
    expect([checked.mock.calls.length, allowed.mock.calls.length]).toEqual([1, 1]);
    const other = await bearer(privateKey, { sub: 'u2' });
    const refusedFirst = verify(other, () => Promise.reject(new Error('too many')));
    const allowedNext = verify(other, allowed);
    await expect(refusedFirst).rejects.toThrow('too many');
    expect((await allowedNext).viewer?.id).toBe('u2');
  });

  it('checks nothing where that is not allowed, and remembers nothing of it', async () => {
    const { privateKey, getKey } = await keyPair();
    const checked = vi.fn(getKey);
    const verify = createTokenVerifier({ getKey: checked, now: () => start });
    const token = await bearer(privateKey);
    await expect(verify(token, () => Promise.reject(new Error('too many')))).rejects.toThrow('too many');
    expect(checked).not.toHaveBeenCalled();
    expect((await verify(token)).viewer?.id).toBe('u1');
  });

  it('looks at a token again whose key was not known yet', async () => {
    const { privateKey, getKey } = await keyPair();
    const unknown: JWTVerifyGetKey = () => Promise.reject(new errors.JWKSNoMatchingKey());
    let keys = unknown;
    const verify = createTokenVerifier({
      getKey: (header, token) => keys(header, token),
      now: () => start,
    });
    const token = await bearer(privateKey);
    expect(await verify(token)).toEqual(invalid);
    keys = getKey;
    expect((await verify(token)).viewer?.id).toBe('u1');
  });

  it('reads the viewer, with guest id and e-mail address', async () => {
    const { privateKey, getKey } = await keyPair();
    const verify = createTokenVerifier({ getKey, now: () => start });
    expect(await verify(await bearer(privateKey, { guest: 'g1', email: 'ada@example.com' }))).toEqual({
      viewer: {
        id: 'u1',
        sessionId: 's1',
        role: 'CUSTOMER',
        permissions: [],
        guestId: 'g1',
        email: 'ada@example.com',
        expiresAt: minutesLater(15),
      },
    });
  });

  it('reads what the viewer may do, but for what only a newer accounts knows', async () => {
    const { privateKey, getKey } = await keyPair();
    const claims = { role: 'STAFF', permissions: ['STOCK_MANAGE', 'MOON_LAND'] };
    const { viewer } = await createTokenVerifier({ getKey, now: () => start })(
      await bearer(privateKey, claims),
    );
    expect(viewer?.permissions).toEqual(['STOCK_MANAGE']);
  });

  it('finds nobody, and no fault, without a token', async () => {
    const { getKey } = await keyPair();
    expect(await createTokenVerifier({ getKey })(undefined)).toEqual({ viewer: null });
  });

  it('refuses what is not a bearer token', async () => {
    const { getKey } = await keyPair();
    expect(await createTokenVerifier({ getKey })('Basic dTpw')).toEqual(invalid);
  });

  it('refuses a token signed with another key', async () => {
    const { getKey } = await keyPair();
    const { privateKey: foreign } = await keyPair();
    const verify = createTokenVerifier({ getKey, now: () => start });
    expect(await verify(await bearer(foreign))).toEqual(invalid);
  });

  it('refuses other algorithms than EdDSA', async () => {
    const { privateKey, getKey } = await keyPair('ES256');
    const verify = createTokenVerifier({ getKey, now: () => start });
    const token = await bearer(privateKey, {}, { alg: 'ES256' });
    expect(await verify(token)).toEqual(invalid);
  });

  it.each([{ aud: 'another' }, { iss: 'another' }, { role: 'ADMIN' }, { sid: undefined }])(
    'refuses claims %j',
    async (claims) => {
      const { privateKey, getKey } = await keyPair();
      const verify = createTokenVerifier({ getKey, now: () => start });
      const token = await bearer(privateKey, claims);
      expect(await verify(token)).toEqual(invalid);
    },
  );

  it('refuses what is signed for another use than as an access token', async () => {
    const { privateKey, getKey } = await keyPair();
    const verify = createTokenVerifier({ getKey, now: () => start });
    expect(await verify(await bearer(privateKey, {}, { typ: 'JWT' }))).toEqual(invalid);
    expect(await verify(await bearer(privateKey, {}, { typ: 'application/at+jwt' }))).toMatchObject({
      viewer: { id: 'u1' },
    });
  });

  it('refuses a token whose session has ended, also one that it has accepted before', async () => {
    const { privateKey, getKey } = await keyPair();
    const endedSessions = new EndedSessionSet(() => start);
    const verify = createTokenVerifier({ getKey, endedSessions, now: () => start });
    const token = await bearer(privateKey);
    expect(await verify(token)).toMatchObject({ viewer: { id: 'u1' } });
    endedSessions.add(['s1']);
    expect(await verify(token)).toEqual({ viewer: null, tokenFault: 'REVOKED' });
    expect(await verify(await bearer(privateKey, { sid: 's2' }))).toMatchObject({ viewer: { id: 'u1' } });
  });

  it('verifies a signature once a minute, and never trusts a token beyond its expiry', async () => {
    const { privateKey, getKey: local } = await keyPair();
    const getKey = vi.fn(local);
    let now = start;
    const verify = createTokenVerifier({ getKey, now: () => now });
    const token = await bearer(privateKey);
    await verify(token);
    await verify(token);
    expect(getKey).toHaveBeenCalledTimes(1);
    now = minutesLater(2);
    await verify(token);
    expect(getKey).toHaveBeenCalledTimes(2);
    now = minutesLater(14.9);
    await verify(token);
    now = minutesLater(15.1);
    expect(await verify(token)).toEqual({ viewer: null, tokenFault: 'EXPIRED' });
  });

  it('does not call a token bad while there are no keys', async () => {
    const { privateKey } = await keyPair();
    const getKey = () => Promise.reject(new TypeError('fetch failed'));
    const verify = createTokenVerifier({ getKey, now: () => start });
    expect(await verify(await bearer(privateKey))).toEqual({ viewer: null, tokenFault: 'UNVERIFIABLE' });
  });
});
