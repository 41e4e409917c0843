import { ask, type Sending } from '../ask.ts';
import { GuestSessionCreateDocument, SessionRefreshDocument } from '../generated/operations.ts';
import { oneAtATime } from './one-at-a-time.ts';
import type { KeptTokens } from './tokens.ts';
import type { Vault } from './vault.ts';

/** Gives access tokens that are good, and gets others when they are not. */
export interface Keeper {
  /** One that is good for now; undefined while nobody is known. */
  accessToken(): Promise<string | undefined>;
  /** Another one than the one that was refused; that of a new guest when there is no session, or no more. */
  renew(refused: string | undefined): Promise<string>;
}

/** What a keeper works with. */
export interface KeeperOptions extends Pick<Sending, 'url' | 'fetch'> {
  readonly vault: Vault;
  readonly now: () => number;
}

/** Renews tokens once for all who ask at the same time, in this tab and, by what is kept, in others. */
export function openKeeper(options: KeeperOptions): Keeper {
  const { vault, now } = options;
  const run = oneAtATime();
  const renewed = async (refused?: string) => {
    const kept = await vault.read();
    if (kept === undefined) return undefined;
    const isGood = kept.accessToken !== refused && now() < kept.renewAtMs;
    return isGood ? kept.accessToken : refresh(options, kept);
  };
  return {
    accessToken: async () => {
      const kept = await vault.read();
      if (kept === undefined || now() < kept.renewAtMs) return kept?.accessToken;
      const attempt = run('before its end', renewed);
      // Offline for a moment: the old one still counts.
      return now() < kept.expiresAtMs ? attempt.catch(() => kept.accessToken) : attempt;
    },
    renew: (refused) =>
      run(`instead of ${refused ?? 'none'}`, async () => (await renewed(refused)) ?? startGuest(options)),
  };
}

async function startGuest({ vault, url, fetch }: KeeperOptions): Promise<string> {
  const { guestSessionCreate } = await ask(GuestSessionCreateDocument, {}, { url, fetch });
  if (guestSessionCreate === null) throw new TypeError('The store started no guest session.');
  await vault.write(guestSessionCreate.tokens);
  return guestSessionCreate.tokens.accessToken;
}

/**
 * Trades the refresh token. What another tab has written meanwhile counts more; two that trade the same token at the same
 * moment get the same successor, since the store repeats its answer for half a minute.
 * @returns undefined when the session is over
 */
async function refresh(
  { vault, url, fetch }: KeeperOptions,
  { refreshToken }: KeptTokens,
): Promise<string | undefined> {
  const { sessionRefresh } = await ask(SessionRefreshDocument, { input: { refreshToken } }, { url, fetch });
  const kept = await vault.read();
  if (kept?.refreshToken !== refreshToken) return kept?.accessToken;
  if (sessionRefresh !== null && 'tokens' in sessionRefresh) {
    await vault.write(sessionRefresh.tokens);
    return sessionRefresh.tokens.accessToken;
  }
  await vault.clear('ended');
  return undefined;
}
