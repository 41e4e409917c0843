import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { createTokenVerifier, tokenIssuer } from './token-verifier.ts';

it('checks tokens when accounts went away before the first one came', async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k1' }] });
  const accounts = createServer((_request, response) => response.end(jwks));
  await once(accounts.listen(0, '127.0.0.1'), 'listening');
  const { port } = accounts.address() as AddressInfo;

  const verify = createTokenVerifier({ jwksUrl: `http://127.0.0.1:${port}/jwks.json` });
  await once(accounts, 'request');
  await new Promise((resolve) => accounts.close(resolve));

  const claims = { sid: 's1', role: 'CUSTOMER', iss: tokenIssuer, aud: tokenIssuer, sub: 'u1' };
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'k1' }).setExpirationTime('1m');
  expect(await verify(`Bearer ${await token.sign(privateKey)}`)).toMatchObject({ id: 'u1' });
});
