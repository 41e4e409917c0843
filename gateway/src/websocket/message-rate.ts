import { drawFrom, shortestWaitMs, type Draw } from '../rate/buckets.ts';
import { clientNetworks } from '../rate/client-networks.ts';
import { MemoryBuckets } from '../rate/memory-buckets.ts';
import type { RateOptions } from '../rate/rate-limits.ts';

/**
 * Messages of any kind per operation that a socket may send: subscribe, complete, ping and pong. What comes in one read is
 * answered in one turn of the event loop, so the burst that a socket has is also the longest that it holds up everybody else.
 */
const messagesPerRequest = 4;
/** A message of so many bytes counts as one more. */
const bytesPerPoint = 16 * 1024;

/**
 * Counts messages before they are read, by socket and by address; operations among them are counted again as such. A socket has
 * less than its address, so that one that floods is cut off before it takes from the others there.
 */
export class MessageRate {
  readonly #buckets = new MemoryBuckets();
  readonly #perSecond: number;
  readonly #timesPerAddress: number;
  readonly #timesAt: RateOptions['timesAt'];
  readonly #now: () => Date;

  constructor(
    {
      requestsPerSecond,
      timesPerAddress,
      timesAt,
    }: Pick<RateOptions, 'requestsPerSecond' | 'timesPerAddress' | 'timesAt'>,
    now: () => Date,
  ) {
    this.#perSecond = requestsPerSecond * messagesPerRequest;
    this.#timesPerAddress = timesPerAddress;
    this.#timesAt = timesAt;
    this.#now = now;
  }

  /** Says of each message of a socket whether it is within the rate. */
  ofSocket(clientAddress: string): (bytes: number) => boolean {
    const { address } = clientNetworks(clientAddress);
    const times = this.#timesPerAddress * this.#timesAt(clientAddress);
    let fullAtMs: number | undefined;
    return (bytes) => {
      const nowMs = this.#now().getTime();
      const points = 1 + Math.floor(bytes / bytesPerPoint);
      const own = drawFrom(fullAtMs, this.#draw('', points, 1), nowMs);
      if (own.waitMs > shortestWaitMs) return false;
      fullAtMs = own.fullAtMs;
      const shared = this.#draw(address, points, times);
      return this.#buckets.draw([shared], nowMs).kind === 'drawn';
    };
  }

  #draw(key: string, points: number, times: number): Draw {
    const perSecond = this.#perSecond * times;
    return { key, points, perSecond, capacity: 2 * perSecond };
  }
}
