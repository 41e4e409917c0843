import { graphqlError } from '@cartwright/errors';
import { type Logger } from '@cartwright/process';
import type { GraphQLError } from 'graphql';
import type { Redis } from 'ioredis';
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { RequestContext } from '../execution/request-context.ts';
import { clientNetwork } from './client-network.ts';

/** How many requests a client may send. */
export interface RateOptions {
  /** Operations per signed-in user, or per address of a client without a token. */
  readonly requestsPerSecond: number;
  /** Registrations, sign-ins and look-ups of orders per address. */
  readonly signInsPerMinute: number;
}

/** Whoever repeats these tries to find out what others know. */
export const guessableFields: ReadonlySet<string> = new Set([
  'sessionCreate',
  'customerRegister',
  'customerPasswordChange',
  'customerPasswordReset',
  'customerPasswordResetLinkSend',
  'orderLookup',
  'orderAccessLinkSend',
  'orderByAccessToken',
]);

/** Counts in Redis, so that all gateways share the counts; in memory while Redis is unreachable. */
export class RateLimits {
  readonly #requests: RateLimiterAbstract;
  readonly #signIns: RateLimiterAbstract;
  readonly #logger: Logger;

  constructor({ requestsPerSecond, signInsPerMinute }: RateOptions, redis: Redis, logger: Logger) {
    this.#requests = limiter(redis, { keyPrefix: 'rate:request', points: requestsPerSecond, duration: 1 });
    this.#signIns = limiter(redis, { keyPrefix: 'rate:sign-in', points: signInsPerMinute, duration: 60 });
    this.#logger = logger;
  }

  /** Counts one operation. @throws RATE_LIMITED */
  async countOperation({
    viewer,
    clientAddress,
  }: Pick<RequestContext, 'viewer' | 'clientAddress'>): Promise<void> {
    await this.#count(this.#requests, viewer?.id ?? clientNetwork(clientAddress), 1);
  }

  /** Counts the sign-ins, registrations and look-ups of orders among an operation's root fields. @throws RATE_LIMITED */
  async countSignIns(rootFields: readonly string[], { clientAddress }: RequestContext): Promise<void> {
    const attempts = rootFields.filter((name) => guessableFields.has(name)).length;
    if (attempts > 0) await this.#count(this.#signIns, clientNetwork(clientAddress), attempts);
  }

  async #count(limits: RateLimiterAbstract, key: string, points: number): Promise<void> {
    try {
      await limits.consume(key, points);
    } catch (rejection) {
      if (rejection instanceof RateLimiterRes) throw rateLimited(rejection.msBeforeNext);
      this.#logger.error({ err: rejection }, 'rate could not be counted');
    }
  }
}

interface Budget {
  readonly keyPrefix: string;
  readonly points: number;
  /** Seconds. */
  readonly duration: number;
}

function limiter(redis: Redis, budget: Budget): RateLimiterAbstract {
  return new RateLimiterRedis({
    ...budget,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    inMemoryBlockOnConsumed: budget.points + 1,
    insuranceLimiter: new RateLimiterMemory(budget),
  });
}

function rateLimited(waitMs: number): GraphQLError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  const headers = new Map([['retry-after', String(retryAfterSeconds)]]);
  return graphqlError('RATE_LIMITED', `Too many requests: try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
    http: { status: 429, headers },
  });
}
