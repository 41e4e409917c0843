import { isRefused } from './refusal.ts';
import type { Keeper } from './keeper.ts';

/**
 * `fetch` that speaks for the session. A request to which the store answers that it wants to know who asks is sent once more,
 * with another token; a request that brings an `authorization` of its own is left alone.
 */
export function authorizedFetch(keeper: Keeper, send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    if (headers.has('authorization')) return send(input, init);
    const again = input instanceof Request ? input.clone() : input;
    const token = await keeper.accessToken();
    const response = await send(input, { ...init, headers: withToken(headers, token) });
    if (!(await isRefused(response, { ...init, method: init?.method ?? methodOf(input) }))) return response;
    const other = await keeper.renew(token);
    return send(again, { ...init, headers: withToken(headers, other) });
  };
}

function methodOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.method : 'GET';
}

function withToken(headers: Headers, token: string | undefined): Headers {
  const all = new Headers(headers);
  if (token !== undefined) all.set('authorization', `Bearer ${token}`);
  return all;
}
