import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenVerifier, tokenIssuer, tokenType, type TokenVerifier } from './token-verifier.ts';

afterEach(() => void vi.useRealTimers());

interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function signingKey(id: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  return { id, privateKey, jwk: { ...(await exportJWK(publicKey)), kid: id } };
}

/** The part of accounts that publishes keys. */
interface Accounts {
  readonly server: Server;
  readonly port: number;
  readonly jwksUrl: string;
  keys: readonly SigningKey[];
  /** How often it was asked. */
  requests: number;
}

async function startAccounts(keys: readonly SigningKey[], port = 0): Promise<Accounts> {
  const server = createServer((_request, response) => {
    accounts.requests += 1;
    response.end(JSON.stringify({ keys: accounts.keys.map(({ jwk }) => jwk) }));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: given } = server.address() as AddressInfo;
  const accounts: Accounts = {
    server,
    port: given,
    jwksUrl: `http://127.0.0.1:${given}/jwks.json`,
    keys,
    requests: 0,
  };
  return accounts;
}

const stop = ({ server }: Accounts): Promise<unknown> => new Promise((resolve) => server.close(resolve));

let tokens = 0;

/** A token that was never seen before, valid for an hour from `from`. */
async function bearer(key: SigningKey, from = new Date()): Promise<string> {
  const claims = { sid: 's1', role: 'CUSTOMER', jti: `${tokens++}` };
  const token = new SignJWT({ ...claims, iss: tokenIssuer, aud: tokenIssuer, sub: 'u1' });
  return `Bearer ${await token
    .setProtectedHeader({ alg: 'EdDSA', typ: tokenType, kid: key.id })
    .setExpirationTime(new Date(from.getTime() + 60 * 60_000))
    .sign(key.privateKey)}`;
}

const verdict = async (verify: TokenVerifier, token: Promise<string>): Promise<string> =>
  (await verify(await token)).tokenFault ?? 'accepted';

describe('tokens are verified after an outage of accounts that began before the first one came', () => {
  it('when accounts started before the verifier', async () => {
    const key = await signingKey('k1');
    const accounts = await startAccounts([key]);
    const verify = createTokenVerifier({ jwksUrl: accounts.jwksUrl });
    await once(accounts.server, 'request');
    await stop(accounts);
    expect(await verify(await bearer(key))).toMatchObject({ viewer: { id: 'u1' } });
  });

  it('when accounts started after the verifier', async () => {
    const key = await signingKey('k1');
    const before = await startAccounts([key]);
    await stop(before);
    const verify = createTokenVerifier({ jwksUrl: before.jwksUrl });
    const accounts = await startAccounts([key], before.port);
    await once(accounts.server, 'request');
    await stop(accounts);
    expect(await verify(await bearer(key))).toMatchObject({ viewer: { id: 'u1' } });
  });
});

describe('keys are fetched again', () => {
  it('after ten minutes, so that a withdrawn key is no longer accepted', async () => {
    const [withdrawn, next] = [await signingKey('k1'), await signingKey('k2')];
    const accounts = await startAccounts([withdrawn]);
    const start = new Date();
    let minutes = 0;
    const now = () => new Date(start.getTime() + minutes * 60_000);
    const verify = createTokenVerifier({ jwksUrl: accounts.jwksUrl, now });
    const withdrawnIs = () => verdict(verify, bearer(withdrawn, now()));
    expect(await withdrawnIs()).toBe('accepted');
    accounts.keys = [next];
    minutes = 9.9;
    expect([await withdrawnIs(), accounts.requests]).toEqual(['accepted', 1]);
    minutes = 10.1;
    await expect.poll(withdrawnIs, { timeout: 15_000 }).toBe('INVALID');
    expect(await verdict(verify, bearer(next, now()))).toBe('accepted');
    expect(accounts.requests).toBe(2);
    await stop(accounts);
  });

  it('when a token names an unknown key, at most every five seconds however many do', async () => {
    const [first, second, foreign] = [await signingKey('k1'), await signingKey('k2'), await signingKey('k3')];
    const accounts = await startAccounts([first]);
    const verify = createTokenVerifier({ jwksUrl: accounts.jwksUrl });
    expect(await verdict(verify, bearer(first))).toBe('accepted');
    accounts.keys = [first, second];
    expect([await verdict(verify, bearer(second)), accounts.requests]).toEqual(['INVALID', 1]);
    vi.setSystemTime(Date.now() + 5_001);
    expect([await verdict(verify, bearer(second)), accounts.requests]).toEqual(['accepted', 2]);
    for (let count = 0; count < 20; count += 1) {
      expect(await verdict(verify, bearer(foreign))).toBe('INVALID');
    }
    expect(accounts.requests).toBe(2);
    await stop(accounts);
  });
});
