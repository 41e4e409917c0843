import { clientNetworks } from '../rate/client-networks.ts';
import { MemoryBuckets } from '../rate/memory-buckets.ts';

/** Messages of any kind per operation that an address may send. */
const messagesPerRequest = 10;
/** A message of so many bytes counts as one more. */
const bytesPerPoint = 4 * 1024;

/** Counts messages by address, before they are read; operations among them are counted again as such. */
export class MessageRate {
  readonly #buckets = new MemoryBuckets();
  readonly #perSecond: number;
  readonly #now: () => Date;

  constructor(requestsPerSecond: number, now: () => Date) {
    this.#perSecond = requestsPerSecond * messagesPerRequest;
    this.#now = now;
  }

  /** Whether one more message of an address is within the rate. */
  admits(clientAddress: string, bytes: number): boolean {
    const { address: key } = clientNetworks(clientAddress);
    const points = 1 + Math.floor(bytes / bytesPerPoint);
    const draw = { key, points, perSecond: this.#perSecond, capacity: 2 * this.#perSecond };
    return this.#buckets.drawAtOnce([draw], this.#now().getTime()).kind === 'drawn';
  }
}
