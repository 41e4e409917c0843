import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';

const keyId = 'test';

/** The subject of a token. */
export interface TestViewer {
  /** A new id when left out. */
  readonly id?: string;
  readonly sessionId?: string;
  /** CUSTOMER when left out. */
  readonly role?: 'GUEST' | 'CUSTOMER' | 'STAFF';
  /** The guest whose session this customer's session continues. */
  readonly guestId?: string;
  readonly expiresInSeconds?: number;
}

/** A stand-in for accounts: a key, its JWKS over HTTP, and tokens signed with it. */
export interface TestIssuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** The private key as JSON, as accounts takes it in TOKEN_PRIVATE_KEY. */
  readonly privateKeyJson: string;
  /** An access token. */
  mintToken(viewer?: TestViewer): Promise<string>;
  /** The value of an Authorization header. */
  authorization(viewer?: TestViewer): Promise<string>;
  stop(): Promise<void>;
}

/** Makes an Ed25519 key pair and serves its public half. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const server = await serveJwks(await exportJWK(publicKey));
  const { port } = server.address() as AddressInfo;
  const mintToken = (viewer: TestViewer = {}): Promise<string> => mint(privateKey, viewer);
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    jwksUrl: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    privateKeyJson: JSON.stringify({ ...(await exportJWK(privateKey)), ...keyProperties }),
    mintToken,
    authorization: async (viewer) => `Bearer ${await mintToken(viewer)}`,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const keyProperties = { kid: keyId, alg: 'EdDSA', use: 'sig' } as const;

function mint(privateKey: CryptoKey, viewer: TestViewer): Promise<string> {
  const { id, sessionId, role = 'CUSTOMER', guestId, expiresInSeconds = 900 } = viewer;
  const now = Math.floor(Date.now() / 1000);
  const guest = guestId === undefined ? {} : { guest: guestId };
  return new SignJWT({ sid: sessionId ?? uuidv7(), role, ...guest })
    .setProtectedHeader({ alg: 'EdDSA', kid: keyId })
    .setSubject(id ?? uuidv7())
    .setIssuer('cartwright')
    .setAudience('cartwright')
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(privateKey);
}

async function serveJwks(publicJwk: JWK): Promise<Server> {
  const body = JSON.stringify({ keys: [{ ...publicJwk, ...keyProperties }] });
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
