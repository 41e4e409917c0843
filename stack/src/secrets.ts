import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { domains, type Domain } from './domains.ts';

/** Everything secret that one store needs; generated once per data directory. */
export interface Secrets {
  /** Password of PostgreSQL's superuser `postgres`. */
  readonly superuserPassword: string;
  readonly databasePasswords: Readonly<Record<Domain, string>>;
  readonly natsPasswords: Readonly<Record<Domain | 'admin' | 'system', string>>;
  /** HMAC key with which the gateway signs its requests to subgraphs. */
  readonly gatewaySecret: string;
  readonly paymentWebhookSecret: string;
  /** Private Ed25519 JWK, as JSON, that signs access tokens. */
  readonly tokenPrivateKey: string;
}

/** Reads the secrets of a data directory, and makes them (mode 0600) at the first call. */
export function loadSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets = generateSecrets();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

function generateSecrets(): Secrets {
  return {
    superuserPassword: randomSecret(),
    databasePasswords: randomSecrets(domains),
    natsPasswords: randomSecrets([...domains, 'admin', 'system']),
    gatewaySecret: randomSecret(),
    paymentWebhookSecret: randomSecret(),
    tokenPrivateKey: generateTokenKey(),
  };
}

function generateTokenKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('hex');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
}

/** Needs no escaping in a URL, in SQL or in a shell; begins with a letter, so that nobody takes it for a number. */
function randomSecret(): string {
  return `s${randomBytes(24).toString('hex')}`;
}

function randomSecrets<Name extends string>(names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, randomSecret()])) as Record<Name, string>;
}
