import type { IncomingMessage } from 'node:http';
import type { Admission } from './admission.ts';

/** What is known of a request that was looked at before it met its route. */
interface HandedOver {
  readonly admission: Admission;
  /** The body, once it has been read. */
  readonly body: Buffer | undefined;
}

const handedOver = new WeakMap<IncomingMessage, HandedOver>();

/** Tells the route of a request what is known of it already, so that nothing of it is done or counted twice. */
export function handOver(request: IncomingMessage, known: HandedOver): void {
  handedOver.set(request, known);
}

/** What is known of a request already; undefined for most. */
export function knownOf(request: IncomingMessage): HandedOver | undefined {
  return handedOver.get(request);
}
