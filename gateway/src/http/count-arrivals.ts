import type { FastifyInstance } from 'fastify';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { UnlistedProxies } from './unlisted-proxies.ts';

/** What requests are counted with as they come. */
export interface ArrivalOptions {
  readonly rates: RateLimits;
  readonly proxies: UnlistedProxies;
}

/**
 * Counts whatever is asked for besides operations, which are counted where it is known who asks: pages, files, webhooks, what
 * browsers ask beforehand, and paths that lead nowhere; health apart, so that nothing else keeps a load balancer from its probes.
 * @throws RATE_LIMITED
 */
export function countArrivals(app: FastifyInstance, { rates, proxies }: ArrivalOptions): void {
  app.addHook('onRequest', async (request) => {
    proxies.see(request.raw);
    const [path = ''] = request.url.split('?', 1);
    const isOperation = path === '/graphql' && request.method !== 'OPTIONS';
    if (path.startsWith('/health/')) await rates.countHealth(request.ip);
    else if (!isOperation) await rates.countArrival(request.ip);
  });
}
