import { rateLimited } from '@cartwright/errors';
import type { Buckets, Draw } from './buckets.ts';
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

  /** Counts a request, before its body is read. @throws RATE_LIMITED */
  async countRequest(client: Client & { readonly tokenFault?: string | undefined }): Promise<void> {
    const { requestsPerSecond } = this.#options;
    const points = client.tokenFault === 'INVALID' ? Math.min(badTokenPoints, requestsPerSecond) : 1;
    await this.#draw(this.#requests.of(client, points, this.#nowMs()));
  }

  /** Counts a token that has not been seen before, before its signature is checked. @throws RATE_LIMITED */
  async countToken(clientAddress: string): Promise<void> {
    await this.#drawAtAddress(
      'token',
      clientAddress,
      Math.max(1, this.#options.requestsPerSecond / newTokensShare),
    );
  }

  /** Counts a question after health, which load balancers and whatever keeps the store running ask often. @throws RATE_LIMITED */
  async countHealth(clientAddress: string): Promise<void> {
    await this.#drawAtAddress(
      'health',
      clientAddress,
      Math.max(1, this.#options.requestsPerSecond / healthShare),
    );
  }

  /** Counts a request for a file, a page or a WebSocket, before anything is done about it. @throws RATE_LIMITED */
  async countArrival(clientAddress: string): Promise<void> {
    await this.#drawAtAddress('arrival', clientAddress, this.#options.requestsPerSecond * arrivalsPerRequest);
  }

  /** Counts what an operation would cost and whom it could guess at, before it runs. @throws RATE_LIMITED */
  async countOperation(client: Client, operation: CountedOperation): Promise<void> {
    const { cost } = operation;
    const costs = cost > 0 ? this.#costs.of(client, cost, this.#nowMs()) : [];
    const guesses = this.#guessDraws(client, operation);
    await this.#draw(guesses.length === 0 ? costs : [...costs, ...guesses]);
  }

  #guessDraws({ clientAddress }: Client, { rootFields }: CountedOperation): Draw[] {
    const guesses = rootFields.filter((name) => guessableFields.has(name)).length;
    const guests = rootFields.filter((name) => name === 'guestSessionCreate').length;
    if (guesses + guests === 0) return [];
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
  async #drawAtAddress(kind: string, clientAddress: string, perSecond: number): Promise<void> {
    const shares = sharesOf({ viewer: null, clientAddress }, this.#options, this.#nowMs()).slice(1);
    await this.#draw(shares.map(({ key, times }) => draw(`rate:${kind}:${key}`, 1, perSecond * times)));
  }

  #nowMs(): number {
    return this.#now().getTime();
  }

  async #draw(draws: readonly Draw[]): Promise<void> {
    if (draws.length === 0) return;
    const drawn = await this.#buckets.draw(draws, this.#nowMs());
    if (drawn.kind === 'refused') throw rateLimited(drawn.waitMs);
  }
}

/** A bucket that takes twice at once what comes in a second. */
function draw(key: string, points: number, perSecond: number): Draw {
  return { key, points, perSecond, capacity: 2 * perSecond };
}

function perMinute(key: string, points: number, capacity: number): Draw {
  return { key, points, capacity, perSecond: capacity / 60 };
}
