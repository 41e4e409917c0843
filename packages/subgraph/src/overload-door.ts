import { comeAgainIn, overloaded } from '@cartwright/errors';
import { AdaptiveLimit, importanceIn, measureLoopWait, priorityHeader } from '@cartwright/process';
import type { Importance, ShedLog } from '@cartwright/process';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request that was let in. */
export interface Visit {
  readonly importance: Importance;
  /** Told how many milliseconds the request has waited, for something that it needs; the longest counts. */
  readonly waited: (ms: number) => void;
  readonly waitedMs: () => number;
}

/** The header of an answer that says how long its request has waited. */
export const waitHeader = 'server-timing';

/** The value of `waitHeader`. */
export function waitOf(visit: Visit): string {
  return `wait;dur=${visit.waitedMs().toFixed(1)}`;
}

/**
 * Lets requests in, as long as there are not more of their importance worked on than can be without anything waiting for long; what
 * checks out always is.
 */
export class OverloadDoor {
  readonly #shed: ShedLog | undefined;
  readonly #limits = {
    change: new AdaptiveLimit({ least: 64, most: 256, targetMs: 1_000, now: () => performance.now() }),
    browsing: new AdaptiveLimit({ least: 32, most: 256, targetMs: 200, now: () => performance.now() }),
  };
  readonly #inHand = { checkout: 0, change: 0, browsing: 0 };

  /** `shed` counts what is refused; without it everything is let in. */
  constructor(shed: ShedLog | undefined) {
    this.#shed = shed;
  }

  /** Lets a request in until its response is closed; undefined while it has to be refused. */
  enter({ headers }: IncomingMessage, response: ServerResponse): Visit | undefined {
    const importance = importanceIn(headers[priorityHeader]);
    const limit = importance === 'checkout' ? undefined : this.#limits[importance];
    const inHand = this.#inHand;
    if (this.#shed !== undefined && limit !== undefined && inHand[importance] >= limit.current)
      return undefined;
    inHand[importance] += 1;
    const visit = begin(importance);
    response.once('close', () => {
      limit?.note(visit.waitedMs(), inHand[importance]);
      inHand[importance] -= 1;
    });
    return visit;
  }

  /** Counts a request as refused. */
  countRefused({ headers }: IncomingMessage): void {
    this.#shed?.count(importanceIn(headers[priorityHeader]), 'refused');
  }
}

function begin(importance: Importance): Visit {
  let longestMs = 0;
  const waited = (ms: number): void => {
    longestMs = Math.max(longestMs, ms);
  };
  measureLoopWait(waited);
  return { importance, waited, waitedMs: () => longestMs };
}

const visits = new WeakMap<FastifyRequest, Visit>();

/** The visit of a request that was let in. */
export function visitOf(request: FastifyRequest): Visit {
  const visit = visits.get(request);
  if (visit === undefined) throw new Error('The request did not come through the door.');
  return visit;
}

/**
 * Refuses requests of these routes that the door does not let in, before their bodies are read. The gateway, which is told how long
 * each has waited (`Server-Timing`), sends fewer long before that: this holds when there are many gateways, or one that does not listen.
 */
export function guardOverload(scope: FastifyInstance, door: OverloadDoor): void {
  scope.addHook('onRequest', async (request, reply) => {
    const visit = door.enter(request.raw, reply.raw);
    if (visit !== undefined) {
      visits.set(request, visit);
      return;
    }
    door.countRefused(request.raw);
    throw overloaded(comeAgainIn());
  });
  scope.addHook('onSend', async (request, reply: FastifyReply) => {
    const visit = visits.get(request);
    if (visit !== undefined) reply.header(waitHeader, waitOf(visit));
  });
}
