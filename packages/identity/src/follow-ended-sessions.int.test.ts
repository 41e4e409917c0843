import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { followEndedSessions, type FollowedSessions } from './follow-ended-sessions.ts';

const opened: (() => void)[] = [];
afterEach(() => {
  for (const close of opened.splice(0)) close();
});

/** The part of a replica of accounts that tells which sessions have ended; it answers when the test says so. */
async function startReplica(port = 0) {
  const asked: { readonly after: string | null; readonly response: ServerResponse }[] = [];
  const server: Server = createServer(({ url = '' }, response) => {
    asked.push({ after: new URL(url, 'http://accounts').searchParams.get('after'), response });
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const { port: given } = server.address() as AddressInfo;
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  opened.push(stop);
  const next = async () => {
    await expect.poll(() => asked.length, { timeout: 20_000 }).toBeGreaterThan(0);
    const { after, response } = asked.shift() ?? {};
    const answer = (cursor: string, sessionIds: readonly string[]) =>
      response?.end(JSON.stringify({ cursor, sessionIds }));
    return { after, answer };
  };
  return { port: given, url: `http://127.0.0.1:${given}/jwks.json`, next, stop };
}

const logger = { info: vi.fn(), warn: vi.fn() };

function follow(...accountsUrls: string[]): FollowedSessions {
  const followed = followEndedSessions({ accountsUrls, now: () => new Date(), logger });
  opened.push(followed.stop);
  return followed;
}

it('knows at first what accounts answers, and then asks for what it does not know yet', async () => {
  const accounts = await startReplica();
  const sessions = follow(accounts.url);
  const known = sessions.known();
  const first = await accounts.next();
  expect(first.after).toBeNull();
  first.answer('a.1', ['s1']);
  expect(await known).toBe(true);
  expect([sessions.has('s1'), sessions.has('s2')]).toEqual([true, false]);
  const second = await accounts.next();
  expect(second.after).toBe('a.1');
  second.answer('a.2', ['s2']);
  await expect.poll(() => sessions.has('s2')).toBe(true);
});

it('knows nothing before accounts has answered, without making anybody wait', async () => {
  const accounts = await startReplica();
  accounts.stop();
  const sessions = follow(accounts.url);
  expect(await sessions.known()).toBe(false);
  const back = await startReplica(accounts.port);
  (await back.next()).answer('b.0', []);
  await expect.poll(() => sessions.known()).toBe(true);
});

it('keeps what it knows while accounts is away, and asks another replica for all there is', async () => {
  const [first, second] = [await startReplica(), await startReplica()];
  const sessions = follow(first.url, second.url);
  (await first.next()).answer('a.1', ['s1']);
  await first.next();
  first.stop();
  const asked = await second.next();
  expect(asked.after).toBeNull();
  expect([await sessions.known(), sessions.has('s1')]).toEqual([true, true]);
  asked.answer('b.2', ['s1', 's2']);
  await expect.poll(() => sessions.has('s2')).toBe(true);
});
