import { isKnownSecret } from './known-secrets.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const minLength = 16;
const minDifferent = 8;
/** Variables that hold a key, a secret or a password, or several separated by commas. */
const isSecretName = (name: string): boolean => /_(KEYS?|SECRETS?|PASSWORDS?)$/.test(name);
/** Addresses of servers that nobody may use without a password. */
const isGuarded = (value: string): boolean => /^(postgres(ql)?|rediss?|nats|tls):/i.test(value);

/**
 * What is wrong with the secrets among some variables where NODE_ENV is production: one that everybody knows, one that can be
 * guessed, or none where there has to be one. By name, never by value.
 */
export function unsafeSecrets(names: readonly string[], env: Environment): string[] {
  if (env['NODE_ENV'] !== 'production') return [];
  return names.flatMap((name) => {
    const problem = problemOf(name, env[name] ?? '');
    return problem === undefined ? [] : [`${name} ${problem}`];
  });
}

/** Whether one is missing that is not in a URL is for the schema to say. */
function problemOf(name: string, value: string): string | undefined {
  if (value === '') return undefined;
  const secrets = isSecretName(name) ? secretsIn(value) : passwordsIn(value);
  if (secrets.some(isKnown)) return 'is known to everybody: production needs a secret of its own';
  if (isGuarded(value) && secrets.length === 0) return 'has no password, which production needs';
  const haveToBeStrong = isSecretName(name) || isGuarded(value);
  if (haveToBeStrong && !secrets.every(isStrong))
    return `can be guessed: production needs at least ${minLength} random characters`;
  return undefined;
}

/** The password of a URL, as its user information or a parameter has it. */
function passwordsIn(text: string): string[] {
  const url = URL.parse(text);
  if (url === null) return []; // what it should have been says the schema
  return [safelyDecoded(url.password), url.searchParams.get('password') ?? ''].filter(Boolean);
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secretsIn(value: string): string[] {
  const privateKey = privateKeyIn(value);
  return privateKey === undefined ? value.split(',').map((part) => part.trim()) : [privateKey];
}

/** The private part of a JSON Web Key. */
function privateKeyIn(value: string): string | undefined {
  try {
    const { d } = JSON.parse(value) as { readonly d?: unknown };
    return typeof d === 'string' ? d : undefined;
  } catch {
    return undefined;
  }
}

/** A private key is known by its bytes: Base64 has several texts for the same. */
function isKnown(secret: string): boolean {
  return isKnownSecret(secret) || isKnownSecret(Buffer.from(secret, 'base64url'));
}

function isStrong(secret: string): boolean {
  return secret.length >= minLength && new Set(secret).size >= minDifferent;
}
