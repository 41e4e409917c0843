import { createHash } from 'node:crypto';
import { graphqlError } from '@cartwright/errors';
import { isApiKey, type TokenVerifier } from '@cartwright/identity';
import { LRUCache } from 'lru-cache';
import type { RateLimits } from '../rate/rate-limits.ts';
import { forwardedHeaders } from '../transport/forwarded-headers.ts';
import type { SubgraphTransport } from '../transport/subgraph-transport.ts';

/** For how long an access token stands in for a key, before accounts is asked again and notes that the key is used. */
const reuseMs = 5 * 60_000;
/** For how long a refusal is remembered, so that a machine that goes on asking does not keep accounts busy. */
const refusedMs = 5_000;
const maxKeys = 1_000;

/** Speaks for nobody, and gives no key away to whoever it is forwarded to. */
const refusal = 'Bearer refused';

const exchange = `mutation ApiKeySession($key: String!) {
  apiKeySessionCreate(input: { key: $key }) { ... on ApiKeySessionCreateSuccess { accessToken } }
}`;

/** What stands in for an `Authorization` header: itself, or for an API key the access token that accounts gives for it. */
export type AccessTokenFor = (
  authorization: string | undefined,
  clientAddress: string,
) => Promise<string | undefined>;

/** What keys are exchanged with. */
export interface ApiKeyTokensOptions {
  /** Undefined where there is no accounts: every key is refused then. */
  readonly accounts: Pick<SubgraphTransport, 'execute'> | undefined;
  readonly rates: Pick<RateLimits, 'countOperation'>;
  readonly verifyToken: TokenVerifier;
  readonly now: () => Date;
}

interface StandIn {
  readonly authorization: string;
  readonly untilMs: number;
}

/**
 * Exchanges API keys for access tokens, each once every few minutes, and again as soon as its token speaks for nobody: that of a
 * key that was revoked is refused like that of a session that has ended. Text that is no key by its own checksum is refused without asking;
 * whatever is asked counts as a sign-in.
 * @throws RATE_LIMITED, UNAVAILABLE while accounts cannot be asked
 */
export function exchangingApiKeys({
  accounts,
  rates,
  verifyToken,
  now,
}: ApiKeyTokensOptions): AccessTokenFor {
  const known = new LRUCache<string, Promise<StandIn>>({ max: maxKeys });

  const isGood = async ({ authorization, untilMs }: StandIn): Promise<boolean> =>
    untilMs > now().getTime() &&
    (authorization === refusal || (await verifyToken(authorization)).tokenFault === undefined);

  const ask = async (key: string, clientAddress: string): Promise<StandIn> => {
    await rates.countOperation({ viewer: null, clientAddress }, asked);
    const token = accounts && (await tokenFrom(accounts, key, clientAddress));
    return token === undefined
      ? { authorization: refusal, untilMs: now().getTime() + refusedMs }
      : { authorization: `Bearer ${token}`, untilMs: now().getTime() + reuseMs };
  };

  const renew = (hash: string, key: string, clientAddress: string): Promise<StandIn> => {
    const asking = ask(key, clientAddress);
    known.set(hash, asking);
    asking.catch(() => known.delete(hash));
    return asking;
  };

  return async (authorization, clientAddress) => {
    const [, key] = /^Bearer +(cwk_\S*)$/i.exec(authorization ?? '') ?? [];
    if (key === undefined) return authorization;
    if (!isApiKey(key)) return refusal;
    const hash = createHash('sha256').update(key).digest('base64');
    const current = known.get(hash);
    if (current !== undefined && (await isGood(await current))) return (await current).authorization;
    const renewed = known.get(hash);
    // Others that saw the same have asked already.
    const isAsked = renewed !== undefined && renewed !== current;
    return (await (isAsked ? renewed : renew(hash, key, clientAddress))).authorization;
  };
}

const asked = { cost: 0, rootFields: ['apiKeySessionCreate'] } as const;

async function tokenFrom(
  accounts: Pick<SubgraphTransport, 'execute'>,
  key: string,
  clientAddress: string,
): Promise<string | undefined> {
  const forwarded = forwardedHeaders({}, clientAddress);
  const { data } = await accounts.execute({ query: exchange, variables: { key }, forwarded });
  if (data == null)
    throw graphqlError('UNAVAILABLE', 'API keys cannot be checked at the moment. Try again shortly.');
  const { accessToken } = (data['apiKeySessionCreate'] ?? {}) as { readonly accessToken?: string };
  return accessToken;
}
