import { generateKeyPairSync, sign } from 'node:crypto';
import type { Attack } from '../attack.ts';
import { newCustomer } from '../target/people.ts';
import type { Target } from '../target/target.ts';

type Claims = Readonly<Record<string, unknown>>;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string | undefined): Claims =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Claims;

/** A token that says it is staff's, signed with a key of the attacker's own. */
function forged(header: Claims, claims: Claims): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = `${encoded(header)}.${encoded(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

const forgeries: Readonly<Record<string, (header: Claims, claims: Claims, token: string) => string>> = {
  'signed with a key of their own': forged,
  'without a signature (alg none)': (header, claims) =>
    `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`,
  'with a key in its header (jwk)': (header, claims) => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const text = `${encoded({ ...header, jwk: publicKey.export({ format: 'jwk' }) })}.${encoded(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  },
  'with a key that they serve (jku)': (header, claims) =>
    forged({ ...header, jku: 'http://127.0.0.1:9/jwks.json' }, claims),
  'with other claims under a true signature': (header, claims, token) =>
    `${encoded(header)}.${encoded(claims)}.${token.split('.')[2] ?? ''}`,
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
    const [header, claims] = token.split('.');
    const wanted = { ...decoded(claims), role: 'STAFF', permissions: ['OPERATIONS_MANAGE'] };
    const role = await roleOf(target, forge(decoded(header), wanted, token));
    return { held: role.startsWith('nobody'), got: role };
  },
}));
