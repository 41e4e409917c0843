import type { KeptTokens } from './tokens.ts';

/**
 * Where tokens are kept between visits: `localStorage`, `sessionStorage`, React Native's `AsyncStorage`, or anything with
 * these three methods of theirs. Whoever can read it can act as the user.
 */
export interface TokenStorage {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): unknown;
  removeItem(key: string): unknown;
}

/** Keeps tokens until the page or the process ends. */
export function memoryStorage(): TokenStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
  };
}

/** Reads kept tokens; undefined when there are none, or something else is there. */
export async function readTokens(storage: TokenStorage, key: string): Promise<KeptTokens | undefined> {
  const text = await storage.getItem(key);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptTokens {
  if (typeof value !== 'object' || value === null) return false;
  const { accessToken, refreshToken, renewAtMs, expiresAtMs } = value as Record<string, unknown>;
  return (
    typeof accessToken === 'string' &&
    typeof refreshToken === 'string' &&
    typeof renewAtMs === 'number' &&
    typeof expiresAtMs === 'number'
  );
}
