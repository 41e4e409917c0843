import { rateLimited } from '@cartwright/errors';
import type { Buckets, Draw, Drawn } from './buckets.ts';
import { ClientDraws } from './client-draws.ts';
import { clientNetworks } from './client-networks.ts';
import { guessableFields } from './guessable-fields.ts';
import { sharesOf, type Client, type SharePolicy } from './shares.ts';

/** How much a client may ask for. What one user may is said; addresses and networks may a multiple of it. */
export interface RateOptions extends SharePolicy {
  /** Operations, of a user or of all newcomers of an address. Twice as many may come at once. */
  readonly requestsPerSecond: number;
  /** Estimated objects in answers, likewise. */
  readonly costPerSecond: number;
  /** As many objects may be asked for at once. */
  readonly costAtOnce: number;
  /** Registrations, sign-ins, links by mail and look-ups of orders, per address. */
  readonly signInsPerMinute: number;
  /** Sessions of guests, per address. */
  readonly guestsPerMinute: number;
}

/** What is known of an operation before it runs. */
export interface CountedOperation {
  /** Estimated objects in its answer. */
  readonly cost: number;
  readonly rootFields: readonly string[];
}

/** Undefined where something was counted at once, as most is; rejects with RATE_LIMITED where there is too much of it. */
export type Counting = Promise<void> | undefined;

/** A request whose token is a forgery or no token at all costs as much as so many. */
const badTokenPoints = 5;
/** Files are small work, and a page shows many. */
const arrivalsPerRequest = 4;
/** Each user has one token for minutes. */
const newTokensShare = 10;
/** A load balancer asks once in a few seconds, and all that is behind one address a few times in one. */
const healthShare = 10;

/** Counts requests and what they ask for; `buckets` says where. */
export class RateLimits {
  readonly #options: RateOptions;
  readonly #buckets: Buckets;
  readonly #now: () => Date;
  readonly #requests: ClientDraws;
  readonly #costs: ClientDraws;

  constructor(options: RateOptions, buckets: Buckets, now: () => Date) {
    this.#options = options;
    this.#buckets = buckets;
    this.#now = now;
    const { requestsPerSecond, costPerSecond, costAtOnce } = options;
    this.#requests = new ClientDraws(options, {
      kind: 'request',
      perSecond: requestsPerSecond,
      atOnce: 2 * requestsPerSecond,
    });
    this.#costs = new ClientDraws(options, { kind: 'cost', perSecond: costPerSecond, atOnce: costAtOnce });
  }

  /** Counts a request, before its body is read. */
  countRequest(client: Client & { readonly tokenFault?: string | undefined }): Counting {
    const { requestsPerSecond } = this.#options;
    const points = client.tokenFault === 'INVALID' ? Math.min(badTokenPoints, requestsPerSecond) : 1;
    const nowMs = this.#nowMs();
    return this.#draw(this.#requests.of(client, points, nowMs), nowMs);
  }

  /** Counts a token that has not been seen before, before its signature is checked. */
  countToken(clientAddress: string): Counting {
    return this.#drawAtAddress(
      'token',
      clientAddress,
      Math.max(1, this.#options.requestsPerSecond / newTokensShare),
    );
  }

  /** Counts a question after health, which load balancers and whatever keeps the store running ask often. */
  countHealth(clientAddress: string): Counting {
    return this.#drawAtAddress(
      'health',
      clientAddress,
      Math.max(1, this.#options.requestsPerSecond / healthShare),
    );
  }

  /** Counts a request for a file, a page or a WebSocket, before anything is done about it. */
  countArrival(clientAddress: string): Counting {
    return this.#drawAtAddress(
      'arrival',
      clientAddress,
      this.#options.requestsPerSecond * arrivalsPerRequest,
    );
  }

  /** Counts what an operation would cost and whom it could guess at, before it runs. */
  countOperation(client: Client, operation: CountedOperation): Counting {
    const { cost } = operation;
    const nowMs = this.#nowMs();
    const costs = cost > 0 ? this.#costs.of(client, cost, nowMs) : [];
    const guesses = this.#guessDraws(client, operation);
    return this.#draw(guesses.length === 0 ? costs : [...costs, ...guesses], nowMs);
  }

  #guessDraws({ clientAddress }: Client, { rootFields }: CountedOperation): readonly Draw[] {
    const guesses = countOf(rootFields, (name) => guessableFields.has(name));
    const guests = countOf(rootFields, (name) => name === 'guestSessionCreate');
    if (guesses + guests === 0) return none;
    const { timesPerNetwork, timesAt } = this.#options;
    const times = timesAt(clientAddress);
    const signInsPerMinute = this.#options.signInsPerMinute * times;
    const guestsPerMinute = this.#options.guestsPerMinute * times;
    const { address, network } = clientNetworks(clientAddress);
    return [
      perMinute(`rate:sign-in:${address}`, guesses, signInsPerMinute),
      perMinute(`rate:sign-in:network:${network}`, guesses, signInsPerMinute * timesPerNetwork),
      perMinute(`rate:guest:${address}`, guests, guestsPerMinute),
      perMinute(`rate:guest:network:${network}`, guests, guestsPerMinute * timesPerNetwork),
    ].filter(({ points }) => points > 0);
  }

  /** `perSecond` is what one user would have of it. */
  #drawAtAddress(kind: string, clientAddress: string, perSecond: number): Counting {
    const nowMs = this.#nowMs();
    const shares = sharesOf({ viewer: null, clientAddress }, this.#options, nowMs).slice(1);
    const draws = shares.map(({ key, times }) => draw(`rate:${kind}:${key}`, 1, perSecond * times));
    return this.#draw(draws, nowMs);
  }

  #nowMs(): number {
    return this.#now().getTime();
  }

  #draw(draws: readonly Draw[], nowMs: number): Counting {
    if (draws.length === 0) return undefined;
    const drawn = this.#buckets.draw(draws, nowMs);
    if (drawn instanceof Promise) return drawn.then(refuse);
    return drawn.kind === 'drawn' ? undefined : Promise.reject(rateLimited(drawn.waitMs));
  }
}

function refuse(drawn: Drawn): void {
  if (drawn.kind === 'refused') throw rateLimited(drawn.waitMs);
}

const none: readonly Draw[] = [];

function countOf(names: readonly string[], isCounted: (name: string) => boolean): number {
  let count = 0;
  for (const name of names) if (isCounted(name)) count += 1;
  return count;
}

/** A bucket that takes twice at once what comes in a second. */
function draw(key: string, points: number, perSecond: number): Draw {
  return { key, points, perSecond, capacity: 2 * perSecond };
}

function perMinute(key: string, points: number, capacity: number): Draw {
  return { key, points, capacity, perSecond: capacity / 60 };
}
