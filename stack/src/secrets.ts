import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'otplib';
import { perDomain, type Domain } from '@cartwright/events';
import { privateDirectory, type NatsPasswords, type RedisPasswords } from '@cartwright/servers';

/** The secrets of one store; generated once per data directory. */
export interface Secrets {
  /** Password of PostgreSQL's superuser `postgres`. */
  readonly superuserPassword: string;
  readonly databasePasswords: Readonly<Record<Domain, string>>;
  readonly natsPasswords: NatsPasswords;
  readonly redisPasswords: RedisPasswords;
  /** HMAC keys with which the gateway signs its requests, one for each subgraph, so that none can speak for the gateway to others. */
  readonly gatewayKeys: Readonly<Record<Domain, string>>;
  /** HMAC key with which orders signs its requests to carts. */
  readonly ordersToCartsKey: string;
  /** HMAC key with which orders hashes what buyers are recognised by. */
  readonly buyerSignalsKey: string;
  /** HMAC key with which accounts hashes the addresses of those who were erased. */
  readonly erasedAddressesKey: string;
  /** What accounts and orders seal the tokens of mailed links with, so that only notifications reads them. */
  readonly sealKeys: Readonly<Record<'accounts' | 'orders', string>>;
  readonly paymentWebhookSecret: string;
  /** What notifications seals the secrets of merchants' webhooks with. */
  readonly webhookSealKey: string;
  /** What notifications makes links to carts with, and carts reads them with. */
  readonly cartLinkKey: string;
  /** HMAC key that products signs the addresses of pictures with. */
  readonly mediaSigningKey: string;
  /** Seals the secrets of authenticator apps. */
  readonly secondFactorKey: string;
  /** What the store proves to the sample's identity provider that it is the store. */
  readonly identityClientSecret: string;
  /** Private Ed25519 JWK, as JSON, that signs access tokens. */
  readonly tokenPrivateKey: string;
  /** How the sample's staff sign in where the documented password is not good enough: in production. */
  readonly sampleStaff: StaffSecrets;
}

/** What the sample's staff know and have. */
export interface StaffSecrets {
  readonly password: string;
  /** The secret of their one-time codes (RFC 6238), in Base32. */
  readonly totpSecret: string;
}

/** The file with the secrets of a data directory, in a directory that only its owner enters. */
export function secretsFile(dataDir: string): string {
  return path.join(dataDir, 'secrets', 'secrets.json');
}

/** Reads the secrets of a data directory. Missing ones, such as a new domain's, are generated and stored (mode 0600). */
export function loadSecrets(dataDir: string): Secrets {
  const file = secretsFile(dataDir);
  privateDirectory(path.dirname(file));
  const formerFile = path.join(dataDir, 'secrets.json');
  if (existsSync(formerFile) && !existsSync(file)) renameSync(formerFile, file);
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
  const secrets = complete(JSON.parse(stored) as Partial<Secrets>);
  const text = `${JSON.stringify(secrets, null, 2)}\n`;
  if (text !== stored) writeFileSync(file, text, { mode: 0o600 });
  return secrets;
}

/** The one-time code of the sample's staff at this moment. */
export async function staffCode({ totpSecret }: StaffSecrets): Promise<string> {
  return generate({ secret: totpSecret });
}

/** The secrets of a store that was started before. @throws Error when there is none in the data directory */
export function existingSecrets(dataDir: string): Secrets {
  if (existsSync(secretsFile(dataDir))) return loadSecrets(dataDir);
  throw new Error(`No store has been started in ${dataDir} yet.`);
}

function complete(stored: Partial<Secrets>): Secrets {
  return {
    superuserPassword: stored.superuserPassword ?? randomSecret(),
    databasePasswords: { ...perDomain(randomSecret), ...stored.databasePasswords },
    natsPasswords: {
      ...perDomain(randomSecret),
      gateway: randomSecret(),
      admin: randomSecret(),
      system: randomSecret(),
      ...stored.natsPasswords,
    },
    redisPasswords: { gateway: randomSecret(), admin: randomSecret(), ...stored.redisPasswords },
    gatewayKeys: { ...perDomain(randomSecret), ...stored.gatewayKeys },
    ordersToCartsKey: stored.ordersToCartsKey ?? randomSecret(),
    buyerSignalsKey: stored.buyerSignalsKey ?? randomSecret(),
    erasedAddressesKey: stored.erasedAddressesKey ?? randomSecret(),
    sealKeys: { accounts: randomSecret(), orders: randomSecret(), ...stored.sealKeys },
    paymentWebhookSecret: stored.paymentWebhookSecret ?? randomSecret(),
    webhookSealKey: stored.webhookSealKey ?? randomSecret(),
    cartLinkKey: stored.cartLinkKey ?? randomSecret(),
    mediaSigningKey: stored.mediaSigningKey ?? randomSecret(),
    secondFactorKey: stored.secondFactorKey ?? randomSecret(),
    identityClientSecret: stored.identityClientSecret ?? randomSecret(),
    tokenPrivateKey: stored.tokenPrivateKey ?? generateTokenKey(),
    sampleStaff: stored.sampleStaff ?? { password: randomSecret(), totpSecret: randomBase32() },
  };
}

/** 160 bits, as RFC 4226 recommends. */
function randomBase32(): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...randomBytes(32)].map((byte) => alphabet.charAt(byte % 32)).join('');
}

function generateTokenKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('hex');
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' });
}

/** Needs no escaping in a URL, in SQL or in a shell; begins with a letter, so that it is never parsed as a number. */
function randomSecret(): string {
  return `s${randomBytes(24).toString('hex')}`;
}
