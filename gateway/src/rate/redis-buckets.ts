import type { Logger } from '@cartwright/process';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { Soon } from '../pipeline/soon.ts';
import { shortestWaitMs, type Buckets, type Draw, type Drawn } from './buckets.ts';
import { Leases, type Answered, type Debt } from './leases.ts';
import { MemoryBuckets } from './memory-buckets.ts';

/**
 * `drawFrom` for several keys, in one step that no other gateway can come between. Each key holds the time at which its
 * bucket is full again, and is gone from then on. Returns the first key that refuses, counted from 1, and how long; or when
 * each bucket is full again.
 */
const script = `
local now = tonumber(ARGV[1])
local held = redis.call('MGET', unpack(KEYS))
local next = {}
for i = 1, #KEYS do
  local capacity, each, points = tonumber(ARGV[3 * i - 1]), 1000 / tonumber(ARGV[3 * i]), tonumber(ARGV[3 * i + 1])
  next[i] = math.max(tonumber(held[i] or now), now) + points * each
  local wait = next[i] - now - capacity * each
  if wait > ${shortestWaitMs} then return { i, math.ceil(wait) } end
end
for i = 1, #KEYS do
  redis.call('SET', KEYS[i], string.format('%.3f', next[i]), 'PX', math.max(1, math.ceil(next[i] - now)))
end
return { 0, 0, unpack(next) }`;

/** Takes what has been drawn already, whether it is there or not. Returns when each bucket is full again. */
const settlingScript = `
local now = tonumber(ARGV[1])
local held = redis.call('MGET', unpack(KEYS))
local next = {}
for i = 1, #KEYS do
  next[i] = math.max(tonumber(held[i] or now), now) + tonumber(ARGV[2 * i + 1]) * 1000 / tonumber(ARGV[2 * i])
  redis.call('SET', KEYS[i], string.format('%.3f', next[i]), 'PX', math.max(1, math.ceil(next[i] - now)))
end
return next`;

type Script<Result extends readonly number[]> = (
  keys: number,
  ...parameters: (string | number)[]
) => Promise<Result>;
type DrawScript = Script<[refusedBy: number, waitMs: number, ...fullAtMs: number[]]>;

/** After Redis has failed, so long nothing is asked of it. */
const restMs = 1_000;
/** What is owed is told so often: for so long those who share a bucket may not know of it. */
const settleAfterMs = 500;
/** A script takes at most some thousands of keys. */
const maxSettledAtOnce = 500;
/** Keys that are known to be empty for a while. */
const maxEmpty = 20_000;

const drawn: Drawn = { kind: 'drawn' };

interface Empty {
  readonly untilMs: number;
  readonly points: number;
}

/**
 * Buckets that all gateways share. While Redis is away, each gateway counts by itself, so that a client gets at most so many
 * times as much as there are gateways. From buckets with room enough is drawn without a round trip (`Leases`). What Redis has
 * refused is refused without asking it again for as long as it said, so that a flood does not reach it.
 */
export class RedisBuckets implements Buckets {
  readonly #redis: Redis;
  readonly #logger: Logger;
  readonly #memory = new MemoryBuckets();
  readonly #empty = new LRUCache<string, Empty>({ max: maxEmpty });
  readonly #leases = new Leases();
  #settling: NodeJS.Timeout | undefined;
  #restsUntilMs = 0;

  constructor(redis: Redis, logger: Logger) {
    this.#redis = redis;
    this.#logger = logger;
    redis.defineCommand('draw', { lua: script });
    redis.defineCommand('settle', { lua: settlingScript });
  }

  draw(draws: readonly Draw[], nowMs: number): Soon<Drawn> {
    const known = this.#knownToBeEmpty(draws, nowMs);
    if (known !== undefined) return known;
    if (this.#redis.status !== 'ready' || nowMs < this.#restsUntilMs) return this.#memory.draw(draws, nowMs);
    if (this.#leases.tryDraw(draws, nowMs)) {
      this.#settling ??= setTimeout(() => void this.settle(nowMs + settleAfterMs), settleAfterMs).unref();
      return drawn;
    }
    return this.#ask(draws, nowMs);
  }

  async #ask(draws: readonly Draw[], nowMs: number): Promise<Drawn> {
    try {
      return await this.#drawFromRedis(draws, nowMs);
    } catch (error) {
      this.#restsUntilMs = nowMs + restMs;
      this.#logger.error({ err: error }, 'Redis did not count a request: it is counted in memory');
      return this.#memory.draw(draws, nowMs);
    }
  }

  /** Tells Redis what has been drawn without asking it. */
  async settle(nowMs: number): Promise<void> {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    const debts = this.#leases.debts();
    if (this.#redis.status !== 'ready') return;
    try {
      const settling = [];
      for (let start = 0; start < debts.length; start += maxSettledAtOnce)
        settling.push(this.#settle(debts.slice(start, start + maxSettledAtOnce), nowMs));
      await Promise.all(settling);
    } catch (error) {
      this.#restsUntilMs = nowMs + restMs;
      this.#logger.error({ err: error }, 'Redis did not count what was asked for');
    }
  }

  async #settle(debts: readonly Debt[], nowMs: number): Promise<void> {
    const { settle } = this.#redis as unknown as { readonly settle: Script<number[]> };
    const parameters = debts.flatMap(({ perSecond, points }) => [perSecond, points]);
    const keys = debts.map(({ key }) => key);
    const told = settle.call(this.#redis, keys.length, ...keys, nowMs, ...parameters);
    await heard(told, this.#leases.ask(debts), (fullAtMs) => fullAtMs);
  }

  /** Redis takes commands in their order: what is owed is counted first. */
  async #drawFromRedis(draws: readonly Draw[], nowMs: number): Promise<Drawn> {
    if (this.#settling !== undefined) void this.settle(nowMs);
    const { draw } = this.#redis as unknown as { readonly draw: DrawScript };
    const parameters = draws.flatMap(({ capacity, perSecond, points }) => [capacity, perSecond, points]);
    const keys = draws.map(({ key }) => key);
    const asked = draw.call(this.#redis, keys.length, ...keys, nowMs, ...parameters);
    const [refusedBy, waitMs] = await heard(asked, this.#leases.ask(draws), ([refuser, , ...fullAtMs]) =>
      refuser === 0 ? fullAtMs : undefined,
    );
    const refusing = draws[refusedBy - 1];
    if (refusing === undefined) return drawn;
    this.#empty.set(refusing.key, { untilMs: nowMs + waitMs, points: refusing.points });
    return { kind: 'refused', key: refusing.key, waitMs };
  }

  #knownToBeEmpty(draws: readonly Draw[], nowMs: number): Drawn | undefined {
    if (this.#empty.size === 0) return undefined;
    for (const { key, points } of draws) {
      const empty = this.#empty.get(key);
      if (empty !== undefined && nowMs < empty.untilMs && points >= empty.points)
        return { kind: 'refused', key, waitMs: empty.untilMs - nowMs };
    }
    return undefined;
  }
}

/** What Redis says, once the leases have heard of it: when the buckets are full again, if it has taken anything. */
async function heard<Said>(
  asked: Promise<Said>,
  answered: Answered,
  fullAtMsOf: (said: Said) => readonly number[] | undefined,
): Promise<Said> {
  try {
    const said = await asked;
    answered(fullAtMsOf(said));
    return said;
  } catch (error) {
    answered();
    throw error;
  }
}
