import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '@cartwright/identity';
import { Kind, parse } from 'graphql';
import { guessableFields } from './guessable-fields.ts';
import { MemoryBuckets } from './memory-buckets.ts';
import { RateLimits, type Counting, type RateOptions } from './rate-limits.ts';

const supergraph = new URL('../../../supergraph.graphql', import.meta.url);
const rootFields = parse(readFileSync(supergraph, 'utf8')).definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(definition.name.value)
    ? (definition.fields ?? []).map(({ name }) => name.value)
    : [],
);

const nowMs = Date.UTC(2026, 0, 2);
const options: RateOptions = {
  requestsPerSecond: 5,
  costPerSecond: 100,
  costAtOnce: 1_000,
  signInsPerMinute: 2,
  guestsPerMinute: 3,
  newcomerMs: 60_000,
  timesPerAddress: 2,
  timesPerNetwork: 3,
  timesAt: () => 1,
};
const limitsWith = (changes: Partial<RateOptions> = {}) =>
  new RateLimits({ ...options, ...changes }, new MemoryBuckets(), () => new Date(nowMs));

/** A user who came into being so long ago. */
function user(agoMs: number, last = 1): Viewer {
  const time = (nowMs - agoMs).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(last).padStart(12, '0')}`;
  return { id, sessionId: id, role: 'GUEST', permissions: [], expiresAt: new Date(nowMs + 60_000) };
}
const from = (clientAddress: string, viewer: Viewer | null = null) => ({ clientAddress, viewer });

/** How often something works until it is refused. */
async function countUntilRefused(attempt: (index: number) => Counting): Promise<number> {
  for (let index = 0; index < 1_000; index += 1) {
    const error: unknown = await Promise.resolve(attempt(index)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error === undefined) continue;
    expect(error).toMatchObject({ extensions: { code: 'RATE_LIMITED', http: { status: 429 } } });
    return index;
  }
  throw new Error('It was never refused.');
}

it('what can be guessed at are fields of the schema: whoever signs in, registers or looks up an order', () => {
  expect([...guessableFields].filter((name) => !rootFields.includes(name))).toEqual([]);
  const guessing =
    /^(session|customer)(Create|Register|SecondFactorConfirm|PasswordChange|PasswordReset|PasswordResetLinkSend)$|^customerEmail|^apiKeySessionCreate$|^staffInvitationAccept$|^orderLookup$|^orderAccess|ByAccessToken$/;
  expect([...guessableFields].sort()).toEqual(rootFields.filter((name) => guessing.test(name)).sort());
});

it.each([...guessableFields])('%s is counted by address', async (field) => {
  const limits = limitsWith();
  const asked = { cost: 1, rootFields: [field, field, 'products'] };
  await limits.countOperation(from('192.0.2.1'), asked);
  await limits.countOperation(from('198.51.100.1'), asked);
  const once = limits.countOperation(from('192.0.2.1'), { cost: 1, rootFields: [field] });
  await expect(once).rejects.toMatchObject({ extensions: { code: 'RATE_LIMITED', retryAfter: 30 } });
});

describe('requests', () => {
  it('of sessions that began just now are those of one newcomer, with and without a session', async () => {
    const limits = limitsWith();
    const fresh = (index: number) => from('192.0.2.1', index % 2 === 0 ? user(59_000, index) : null);
    expect(await countUntilRefused((index) => limits.countRequest(fresh(index)))).toBe(10);
  });

  it('of users who have been here for a while are their own, whatever newcomers of the address do', async () => {
    const limits = limitsWith();
    await countUntilRefused(() => limits.countRequest(from('192.0.2.1')));
    const known = from('192.0.2.1', user(61_000));
    expect(await countUntilRefused(() => limits.countRequest(known))).toBe(10);
  });

  it('of all users of an address are at most a multiple, and those of a network', async () => {
    const limits = limitsWith();
    const others = (last: number) => (index: number) =>
      limits.countRequest(from(`192.0.2.${last}`, user(61_000, last * 1_000 + index)));
    expect(await countUntilRefused(others(1))).toBe(20);
    expect(await countUntilRefused(others(2))).toBe(10);
    await limits.countRequest(from('198.51.100.1'));
  });

  it('of an address that many share are so many more', async () => {
    const limits = limitsWith({ timesAt: (address) => (address === '192.0.2.1' ? 3 : 1) });
    expect(await countUntilRefused(() => limits.countRequest(from('192.0.2.1')))).toBe(30);
    expect(await countUntilRefused(() => limits.countRequest(from('198.51.100.1')))).toBe(10);
  });

  it('of one /64 are those of one address, and those of a /48 of one network', async () => {
    const limits = limitsWith();
    const within = (prefix: string) => (index: number) =>
      limits.countRequest(from(`${prefix}::${index.toString(16)}`));
    expect(await countUntilRefused(within('2001:db8:0:1'))).toBe(10);
    expect(await countUntilRefused(within('2001:db8:0:2'))).toBe(10);
    expect(await countUntilRefused(within('2001:db8:0:3'))).toBe(10);
    expect(await countUntilRefused(within('2001:db8:0:4'))).toBe(0);
  });

  it('with a forged token count several times', async () => {
    const limits = limitsWith();
    const forged = { ...from('192.0.2.1'), tokenFault: 'INVALID' };
    expect(await countUntilRefused(() => limits.countRequest(forged))).toBe(2);
  });

  it('after health and with tokens that are new have room of their own, of all of an address', async () => {
    const limits = limitsWith();
    const nobody = from('192.0.2.1');
    expect(await countUntilRefused(() => limits.countRequest(nobody))).toBe(10);
    expect(await countUntilRefused(() => limits.countHealth('192.0.2.1'))).toBe(4);
    expect(await countUntilRefused(() => limits.countToken('192.0.2.1'))).toBe(4);
    expect(await countUntilRefused(() => limits.countToken('198.51.100.1'))).toBe(4);
  });

  it('for files and pages are counted apart', async () => {
    const limits = limitsWith();
    expect(await countUntilRefused(() => limits.countArrival('192.0.2.1'))).toBe(80);
    await limits.countRequest(from('192.0.2.1'));
  });
});

it('counts what operations cost, and lets the most costly one run that may', async () => {
  const limits = limitsWith();
  const costing = (cost: number) => limits.countOperation(from('192.0.2.1'), { cost, rootFields: [] });
  await costing(1_000);
  await expect(costing(200)).rejects.toMatchObject({ extensions: { retryAfter: 2 } });
  await costing(0);
});

it('counts new sessions of guests', async () => {
  const limits = limitsWith();
  const begin = { cost: 1, rootFields: ['guestSessionCreate'] };
  expect(await countUntilRefused(() => limits.countOperation(from('192.0.2.1'), begin))).toBe(3);
});
