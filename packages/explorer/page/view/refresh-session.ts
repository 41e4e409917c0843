import { endpoint } from '../fetcher.ts';
import type { Speaker } from '../walk/known.ts';
import { isExpired, sessionsIn, type Session } from '../walk/sessions.ts';
import type { ProgressStore } from './progress-store.ts';

const refresh = `mutation Refresh($input: SessionRefreshInput!) {
  sessionRefresh(input: $input) { ... on SessionCreateSuccess { tokens { accessToken refreshToken } } } }`;

/** Replaces a token of the walk's that has expired by a new one, in the headers and in what is kept. */
export function refreshingHeaders(store: ProgressStore) {
  return async (headers: Record<string, string>): Promise<Record<string, string>> => {
    const { sessions } = store.get();
    const found = (Object.entries(sessions) as [Speaker, Session][]).find(
      ([, { accessToken }]) => headers['Authorization'] === `Bearer ${accessToken}`,
    );
    if (found === undefined || !isExpired(found[1].accessToken, Date.now())) return headers;
    const [speaker, session] = found;
    const next = await refreshed(session);
    if (next === undefined) return headers;
    store.set({ ...store.get(), sessions: { ...store.get().sessions, [speaker]: next } });
    return { ...headers, Authorization: `Bearer ${next.accessToken}` };
  };
}

/** Undefined when there is nothing to refresh it with, or that is refused. */
async function refreshed({ refreshToken }: Session): Promise<Session | undefined> {
  if (refreshToken === undefined) return undefined;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: refresh, variables: { input: { refreshToken } } }),
  });
  const { staff, buyer } = sessionsIn(await response.json());
  return staff ?? buyer;
}
