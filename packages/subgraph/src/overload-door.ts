import { comeAgainIn, overloaded } from '@cartwright/errors';
import { AdaptiveLimit, importanceIn, measureLoopWait, priorityHeader } from '@cartwright/process';
import type { Importance, ShedLog } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One request that was let in. */
export interface Visit {
  readonly importance: Importance;
  /** Told how many milliseconds the request has waited, for something that it needs; the longest counts. */
  readonly waited: (ms: number) => void;
  readonly waitedMs: () => number;
}

interface Limits {
  readonly change: AdaptiveLimit;
  readonly browsing: AdaptiveLimit;
}

const visits = new WeakMap<FastifyRequest, Visit>();

/** The visit of a request that was let in. */
export function visitOf(request: FastifyRequest): Visit {
  const visit = visits.get(request);
  if (visit === undefined) throw new Error('The request did not come through the door.');
  return visit;
}

/**
 * Refuses requests of these routes, before their bodies are read, while more of their importance are worked on than can be without
 * anything waiting for long; what checks out is always let in. The gateway, which is told how long each has waited
 * (`Server-Timing`), sends fewer long before that: this holds when there are many gateways, or one that does not listen.
 */
export function guardOverload(scope: FastifyInstance, shed: ShedLog | undefined): void {
  const now = (): number => performance.now();
  const limits: Limits = {
    change: new AdaptiveLimit({ least: 64, most: 256, targetMs: 1_000, now }),
    browsing: new AdaptiveLimit({ least: 32, most: 256, targetMs: 200, now }),
  };
  const inHand = { checkout: 0, change: 0, browsing: 0 };
  scope.addHook('onRequest', async (request, reply) => {
    const importance = importanceIn(request.headers[priorityHeader]);
    const limit = importance === 'checkout' ? undefined : limits[importance];
    if (shed !== undefined && limit !== undefined && inHand[importance] >= limit.current) {
      shed.count(importance, 'refused');
      throw overloaded(comeAgainIn());
    }
    inHand[importance] += 1;
    const visit = letIn(request);
    reply.raw.once('close', () => {
      limit?.note(visit.waitedMs(), inHand[importance]);
      inHand[importance] -= 1;
    });
  });
  scope.addHook('onSend', async (request, reply: FastifyReply) => {
    const visit = visits.get(request);
    if (visit !== undefined) reply.header('server-timing', `wait;dur=${visit.waitedMs().toFixed(1)}`);
  });
}

function letIn(request: FastifyRequest): Visit {
  let longestMs = 0;
  const waited = (ms: number): void => {
    longestMs = Math.max(longestMs, ms);
  };
  measureLoopWait(waited);
  const importance = importanceIn(request.headers[priorityHeader]);
  const visit = { importance, waited, waitedMs: () => longestMs };
  visits.set(request, visit);
  return visit;
}
