import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import type { Attack } from '../attack.ts';
import { newCustomer } from '../target/people.ts';
import type { Target } from '../target/target.ts';

type Claims = Readonly<Record<string, unknown>>;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string | undefined): Claims =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Claims;

function signed(header: Claims, claims: Claims, key: KeyObject): string {
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
}

/** Signed with a key of the attacker's own. */
const forged = (header: Claims, claims: Claims): string =>
  signed(header, claims, generateKeyPairSync('ed25519').privateKey);

/** What a token is made from. */
interface Forgery {
  readonly header: Claims;
  /** Those of staff. */
  readonly claims: Claims;
  /** A customer's. */
  readonly token: string;
  /** The shop's own key, with which tokens are signed that are not meant for this. */
  readonly key: KeyObject;
}

/** With the public key, which everybody has, as the secret of an HMAC: https://www.rfc-editor.org/rfc/rfc8725#section-2.1 */
function withHmac({ header, claims, key }: Forgery, format: 'pem' | 'x'): string {
  const publicKey = createPublicKey(key);
  const secret =
    format === 'pem'
      ? publicKey.export({ type: 'spki', format: 'pem' })
      : Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const text = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const forgeries: Readonly<Record<string, (forgery: Forgery) => string>> = {
  'signed with a key of their own': ({ header, claims }) => forged(header, claims),
  'without a signature (alg none)': ({ header, claims }) =>
    `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`,
  'with a key in its header (jwk)': ({ header, claims }) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return signed({ ...header, jwk: publicKey.export({ format: 'jwk' }) }, claims, privateKey);
  },
  'with a key that they serve (jku)': ({ header, claims }) =>
    forged({ ...header, jku: 'http://127.0.0.1:9/jwks.json' }, claims),
  'with a certificate that they serve (x5u)': ({ header, claims }) =>
    forged({ ...header, x5u: 'http://127.0.0.1:9/chain.pem' }, claims),
  'with other claims under a true signature': ({ header, claims, token }) =>
    `${encoded(header)}.${encoded(claims)}.${token.split('.')[2] ?? ''}`,
  'signed with the public key as HS256, as PEM': (forgery) => withHmac(forgery, 'pem'),
  'signed with the public key as HS256, as bytes': (forgery) => withHmac(forgery, 'x'),
  'whose key is a file (kid)': ({ header, claims }) =>
    forged({ ...header, kid: '../../../../dev/null' }, claims),
  'whose key is a query (kid)': ({ header, claims }) =>
    forged({ ...header, kid: "' UNION SELECT '" }, claims),
  'with a header that must be understood (crit)': ({ header, claims, key }) =>
    signed({ ...header, crit: ['exp'], b64: false }, claims, key),
  'that has expired': ({ header, claims, key }) =>
    signed(header, { ...claims, iat: nowSeconds() - 1_000, exp: nowSeconds() - 10 }, key),
  'that never expires': ({ header, claims, key }) => signed(header, { ...claims, exp: undefined }, key),
  'for another audience': ({ header, claims, key }) =>
    signed(header, { ...claims, aud: 'another-shop' }, key),
  'of another issuer': ({ header, claims, key }) => signed(header, { ...claims, iss: 'another-shop' }, key),
  'of another kind (typ)': ({ header, claims, key }) => signed({ ...header, typ: 'JWT' }, claims, key),
};

/** What the shop takes a token for. */
async function roleOf({ newVisitor }: Target, token: string): Promise<string> {
  const { data, errors } = await newVisitor().as(token).ask('{ me { id } messagingLag { domain } }');
  if (data?.['messagingLag'] != null) return 'staff';
  return data?.['me'] == null ? `nobody (${String(errors[0]?.extensions?.code)})` : 'the customer';
}

/** Tokens that speak for somebody whom they were not made for (RFC 8725). */
export const tokenAttacks: readonly Attack[] = Object.entries(forgeries).map(([name, forge]) => ({
  name: `sends a staff token ${name}`,
  threat: 'API2',
  transport: 'HTTP',
  expected: 'it speaks for nobody',
  run: async (target) => {
    const { token = '' } = await newCustomer(target.newVisitor());
    const [header, given] = token.split('.');
    const claims = { ...decoded(given), role: 'STAFF', permissions: ['OPERATIONS_MANAGE'] };
    const jwk = JSON.parse(target.secrets.tokenPrivateKey) as Record<string, string>;
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    const role = await roleOf(target, forge({ header: decoded(header), claims, token, key }));
    return { held: role.startsWith('nobody'), got: role };
  },
}));
