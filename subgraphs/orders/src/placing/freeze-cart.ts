import { cartFreezePath, cartFreezeResponseSchema, type CartFreezeResponse } from '@cartwright/events';
import { createRequestSigner, type SignRequest } from '@cartwright/identity';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  timeout,
  TimeoutStrategy,
  wrap,
  type IPolicy,
} from 'cockatiel';
import { Pool } from 'undici';
import { CartsUnavailable, type CallHeaders, type FreezeCart } from './ports.ts';

/** How carts is reached. */
export interface CartsOptions {
  /** Base URLs of its replicas. */
  readonly urls: readonly string[];
  /** The key that requests are signed with. */
  readonly key: string;
  readonly now?: () => Date;
  readonly timeoutMs?: number;
  /** How many more attempts follow a failed one; 2 by default. */
  readonly retries?: number;
}

/** How many calls one replica gets at a time; the others wait for a connection, as long as a call may take. */
const connections = 64;

interface Replica {
  readonly url: URL;
  /** Connections that stay open. */
  readonly pool: Pool;
  readonly policy: IPolicy;
}

/** An answer that another attempt will not change: no outage, so that it neither waits nor counts as one. */
class RefusedByCarts extends Error {
  override readonly name = 'RefusedByCarts';
}

/**
 * Builds the only synchronous call between two subgraphs: each attempt has a timeout, a failed one is repeated at the
 * next replica, and a circuit breaker spares a replica that keeps failing. Repeating is safe: carts answers the same order
 * with the same freeze.
 */
export function createFreezeCart(options: CartsOptions): FreezeCart {
  const { urls, key, now = () => new Date(), timeoutMs = 2_000, retries = 2 } = options;
  const sign = createRequestSigner({ caller: 'orders', key, now });
  const replicas = urls.map((url) => createReplica(url, timeoutMs));
  const repeated = retry(
    handleWhen((error) => !(error instanceof RefusedByCarts)),
    { maxAttempts: retries, backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 500 }) },
  );
  let turn = 0;
  const next = (): Replica => replicas[turn++ % replicas.length] as Replica;
  return async (request, headers) => {
    const body = JSON.stringify(request);
    try {
      return await repeated.execute(() => callReplica(next(), { body, headers, sign }));
    } catch (error) {
      throw error instanceof RefusedByCarts ? error : new CartsUnavailable(error);
    }
  };
}

function createReplica(url: string, timeoutMs: number): Replica {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof RefusedByCarts)),
    { halfOpenAfter: 5_000, breaker: new ConsecutiveBreaker(5) },
  );
  const policy = wrap(breaker, timeout(timeoutMs, TimeoutStrategy.Aggressive));
  return { url: new URL(cartFreezePath, url), pool: new Pool(new URL(url).origin, { connections }), policy };
}

function callReplica(
  { url, pool, policy }: Replica,
  { body, headers, sign }: { body: string; headers: CallHeaders; sign: SignRequest },
): Promise<CartFreezeResponse> {
  return policy.execute(async ({ signal }) => {
    const response = await pool.request({
      method: 'POST',
      path: url.pathname,
      body,
      signal,
      headers: {
        'content-type': 'application/json',
        'x-request-id': headers.requestId,
        traceparent: headers.traceparent,
        ...sign({ method: 'POST', authority: url.host, target: url.pathname, body }),
      },
    });
    const { statusCode: status } = response;
    const text = await response.body.text();
    if (status >= 500) throw new Error(`carts answered ${status}`);
    if (status >= 300) throw new RefusedByCarts(`carts refused to freeze: ${status} ${text}`);
    return readAnswer(JSON.parse(text));
  });
}

/** JSON that is no answer is carts' fault and will be so again; what is no JSON comes from something in between. */
function readAnswer(answer: unknown): CartFreezeResponse {
  const read = cartFreezeResponseSchema.safeParse(answer);
  if (read.success) return read.data;
  throw new RefusedByCarts(`carts answered what orders cannot read: ${read.error.message}`);
}
