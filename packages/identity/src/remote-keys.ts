import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';

const refreshAfterMs = 10 * 60_000;
const firstRetryMs = 500;
/** How often tokens with unknown key ids, which may be forged, can cause a fetch. */
const cooldownMs = 5_000;
const timeoutMs = 3_000;

/**
 * The keys that accounts publishes; `now` measures their age. Retries until it has some, before the first token needs
 * them. Fetches them again every 10 minutes, in the background, and when a token names an unknown key id. While accounts
 * is down the last keys stay in use.
 */
export function remoteKeys(jwksUrl: string, now: () => Date): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: Infinity,
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
  });
  const fetchFirst = (): void => {
    keys.reload().catch(() => setTimeout(fetchFirst, firstRetryMs).unref());
  };
  fetchFirst();
  let refreshedAtMs = now().getTime();
  return (header, token) => {
    const nowMs = now().getTime();
    if (nowMs - refreshedAtMs > refreshAfterMs) {
      refreshedAtMs = nowMs;
      keys.reload().catch(() => undefined);
    }
    return keys(header, token);
  };
}
