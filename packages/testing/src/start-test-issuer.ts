import { permissions } from '@cartwright/identity';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { v7 as uuidv7 } from 'uuid';

const keyId = 'test';

/** The subject of a token. */
export interface TestViewer {
  /** A new id when left out. */
  readonly id?: string;
  readonly sessionId?: string;
  /** CUSTOMER when left out. */
  readonly role?: 'GUEST' | 'CUSTOMER' | 'STAFF' | 'MACHINE';
  /** What staff or a machine may do; everything when left out. */
  readonly permissions?: readonly string[];
  /** The guest whose session this customer's session continues. */
  readonly guestId?: string;
  /** Whether a customer is in a group. */
  readonly isGrouped?: boolean;
  readonly expiresInSeconds?: number;
}

/** A stand-in for accounts: a key, its JWKS over HTTP, tokens signed with it, and the sessions that have ended. */
export interface TestIssuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** The private key as JSON, as accounts takes it in TOKEN_PRIVATE_KEY. */
  readonly privateKeyJson: string;
  /** An access token. */
  mintToken(viewer?: TestViewer): Promise<string>;
  /** The value of an Authorization header. */
  authorization(viewer?: TestViewer): Promise<string>;
  /** Ends a session: whoever follows the issuer is told. */
  endSession(sessionId: string): void;
  stop(): Promise<void>;
}

/** Makes an Ed25519 key pair and serves its public half. */
export async function startTestIssuer(): Promise<TestIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const ended = new EndedSessions();
  const server = await serve(await exportJWK(publicKey), ended);
  const { port } = server.address() as AddressInfo;
  const mintToken = (viewer: TestViewer = {}): Promise<string> => mint(privateKey, viewer);
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      ended.answerAll();
      server.closeAllConnections();
    });
  return {
    jwksUrl: `http://127.0.0.1:${port}/.well-known/jwks.json`,
    privateKeyJson: JSON.stringify({ ...(await exportJWK(privateKey)), ...keyProperties }),
    mintToken,
    authorization: async (viewer) => `Bearer ${await mintToken(viewer)}`,
    endSession: (sessionId) => ended.add(sessionId),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

const keyProperties = { kid: keyId, alg: 'EdDSA', use: 'sig' } as const;

function mint(privateKey: CryptoKey, viewer: TestViewer): Promise<string> {
  const { id, sessionId, role = 'CUSTOMER', guestId, expiresInSeconds = 900 } = viewer;
  const allowed =
    role === 'STAFF' || role === 'MACHINE' ? { permissions: viewer.permissions ?? permissions } : {};
  const now = Math.floor(Date.now() / 1000);
  const guest = guestId === undefined ? {} : { guest: guestId };
  const grouped = viewer.isGrouped === true ? { grouped: true } : {};
  return new SignJWT({ sid: sessionId ?? uuidv7(), role, ...guest, ...grouped, ...allowed })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: keyId })
    .setSubject(id ?? uuidv7())
    .setIssuer('cartwright')
    .setAudience('cartwright')
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(privateKey);
}

async function serve(publicJwk: JWK, ended: EndedSessions): Promise<Server> {
  const keys = JSON.stringify({ keys: [{ ...publicJwk, ...keyProperties }] });
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('content-type', 'application/json');
    if (url.includes('/ended-sessions.json')) ended.answer(url, response);
    else response.end(keys);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Sessions that have ended; who knows them all waits for the next. */
class EndedSessions {
  readonly #ids: string[] = [];
  #waiting: ServerResponse[] = [];

  add(sessionId: string): void {
    this.#ids.push(sessionId);
    this.answerAll();
  }

  answer(url: string, response: ServerResponse): void {
    const isCurrent = new URL(url, 'http://issuer').searchParams.get('after') === String(this.#ids.length);
    if (isCurrent) this.#waiting.push(response);
    else this.#send(response);
  }

  answerAll(): void {
    for (const response of this.#waiting) this.#send(response);
    this.#waiting = [];
  }

  #send(response: ServerResponse): void {
    response.end(JSON.stringify({ cursor: String(this.#ids.length), sessionIds: this.#ids }));
  }
}
