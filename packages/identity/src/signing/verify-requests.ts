import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { SeenNonces } from './seen-nonces.ts';
import type { Caller } from './sign-requests.ts';
import { componentsOf, signatureBase, type Components, type SignableRequest } from './signature-base.ts';

/** How long a signature is live, in seconds. */
const signatureLifeSeconds = 60;
/** By how much the clock of the caller may be ahead, in seconds; all processes of a store correct theirs to half a second. */
const clockSkewSeconds = 5;

/** Whether a signature is valid, or why not; for logs, never for the caller. */
export type SignatureVerdict =
  | 'valid'
  | 'missing'
  | 'malformed'
  | 'mismatch'
  | 'stale'
  | 'replayed'
  /** It was made for another replica. */
  | 'elsewhere'
  /** It is older than this process, which cannot know whether it was used: the caller may sign the request again. */
  | 'before-start';

/** Whose signatures are taken. */
export interface VerifierOptions {
  readonly caller: Caller;
  /** The keys that are accepted; two while they are exchanged. */
  readonly keys: readonly string[];
  /** Host and port under which callers address this replica; undefined where each of them may use another. */
  readonly authority?: string | undefined;
  readonly now?: () => Date;
  /** A monotonic clock in milliseconds, which a correction of the other does not change. */
  readonly elapsedMs?: () => number;
}

/** A request as it arrived. */
export interface ArrivedRequest extends SignableRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Says whether a request is signed by the caller for this service, now and for the first time. */
export type VerifyRequest = (request: ArrivedRequest) => SignatureVerdict;

interface ReadSignature {
  readonly keyId: string;
  readonly parameters: string;
  readonly createdSeconds: number;
  readonly nonce: { readonly sender: string; readonly number: number };
  /** In base64. */
  readonly signature: string;
}

const parametersPattern =
  /^cartwright=(\([^()]*\));created=(\d{1,12});nonce="([\w-]{16})\.([1-9]\d{0,14})";keyid="([a-z]+)";alg="hmac-sha256"$/;
const signaturePattern = /^cartwright=:([A-Za-z0-9+/]{43}=):$/;

/**
 * Makes what verifies the requests of one caller. It takes exactly the form that `createRequestSigner` writes: what else RFC
 * 9421 allows is not needed between our services, and each freedom would be one for an attacker.
 */
export function createRequestVerifier(options: VerifierOptions): VerifyRequest {
  const { caller, authority, now = () => new Date(), elapsedMs = () => performance.now() } = options;
  const keys = options.keys.map((key) => createSecretKey(key, 'utf8'));
  const seen = new SeenNonces((signatureLifeSeconds + clockSkewSeconds) * 1000);
  const startedMs = elapsedMs();
  const isOlder = (createdSeconds: number, nowMs: number): boolean =>
    createdSeconds < Math.floor((nowMs - (elapsedMs() - startedMs)) / 1000);
  return (request) => {
    if (request.headers['signature'] === undefined) return 'missing';
    const components = componentsOf(request);
    const read = readSignature(request.headers, components);
    if (read?.keyId !== caller) return 'malformed';
    if (request.headers['content-digest'] !== components.contentDigest) return 'mismatch';
    if (!isGenuine(signatureBase(components, read.parameters), read.signature, keys)) return 'mismatch';
    if (authority !== undefined && authority.toLowerCase() !== request.authority.toLowerCase())
      return 'elsewhere';
    const nowMs = now().getTime();
    if (!isLive(read.createdSeconds, nowMs)) return 'stale';
    if (isOlder(read.createdSeconds, nowMs)) return 'before-start';
    return seen.take(read.nonce, nowMs) ? 'valid' : 'replayed';
  };
}

/** Undefined when the signature has another form, or does not cover just what the request has. */
function readSignature(
  { 'signature-input': input, signature: sent }: ArrivedRequest['headers'],
  components: Components,
): ReadSignature | undefined {
  const [, list, created, sender, number, keyId] = parametersPattern.exec(String(input)) ?? [];
  const [, signature] = signaturePattern.exec(String(sent)) ?? [];
  if (sender === undefined || keyId === undefined || signature === undefined) return undefined;
  if (list !== components.list) return undefined;
  return {
    keyId,
    parameters: String(input).slice('cartwright='.length),
    createdSeconds: Number(created),
    nonce: { sender, number: Number(number) },
    signature,
  };
}

/** Compares in constant time, as text: both are 44 characters of base64. */
function isGenuine(base: string, signature: string, keys: readonly KeyObject[]): boolean {
  const given = Buffer.from(signature, 'latin1');
  return keys.some((key) => {
    const expected = createHmac('sha256', key).update(base).digest('base64');
    return timingSafeEqual(Buffer.from(expected, 'latin1'), given);
  });
}

function isLive(createdSeconds: number, nowMs: number): boolean {
  const ageSeconds = nowMs / 1000 - createdSeconds;
  return ageSeconds >= -clockSkewSeconds && ageSeconds <= signatureLifeSeconds;
}
