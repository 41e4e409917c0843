import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTokenVerifier, tokenIssuer } from './token-verifier.ts';

let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let jwks: string;
beforeAll(async () => {
  keys = await generateKeyPair('EdDSA');
  jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1' }] });
});

/** Accounts as far as it hands out keys. */
async function startAccounts(port = 0): Promise<Server> {
  const accounts = createServer((_request, response) => response.end(jwks));
  await once(accounts.listen(port, '127.0.0.1'), 'listening');
  return accounts;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const stop = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve));

async function bearer(): Promise<string> {
  const claims = { sid: 's1', role: 'CUSTOMER', iss: tokenIssuer, aud: tokenIssuer, sub: 'u1' };
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'k1' }).setExpirationTime('1m');
  return `Bearer ${await token.sign(keys.privateKey)}`;
}

describe('tokens are checked though accounts went away before the first one came', () => {
  it('when it was there before the verifier', async () => {
    const accounts = await startAccounts();
    const verify = createTokenVerifier({ jwksUrl: `http://127.0.0.1:${portOf(accounts)}/jwks.json` });
    await once(accounts, 'request');
    await stop(accounts);
    expect(await verify(await bearer())).toMatchObject({ id: 'u1' });
  });

  it('when it came up after the verifier', async () => {
    const before = await startAccounts();
    const port = portOf(before);
    await stop(before);
    const verify = createTokenVerifier({ jwksUrl: `http://127.0.0.1:${port}/jwks.json` });
    const accounts = await startAccounts(port);
    await once(accounts, 'request');
    await stop(accounts);
    expect(await verify(await bearer())).toMatchObject({ id: 'u1' });
  });
});
