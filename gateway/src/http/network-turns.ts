import type { IncomingMessage, Server } from 'node:http';
import { clientNetworks } from '../rate/client-networks.ts';
import { interceptRequests } from './intercept-requests.ts';

/** What of one network is begun as it comes; what comes on top waits for a turn of the event loop in which nobody else comes. */
const mostAtOnce = 16;
/** After which a network may begin as many again, also where there is no such turn. */
const windowMs = 100;
/** How long anybody waits where there is no such turn. */
const mostWaitMs = 100;

type Begin = () => void;

interface Waiting {
  readonly begin: Begin;
  readonly sinceMs: number;
}

/** What a network asks for. */
interface Line {
  readonly sinceMs: number;
  /** As it came, since then. */
  begun: number;
  readonly waiting: Waiting[];
}

/**
 * Begins what clients ask for, and lets a crowd of one network wait while others come. Node accepts one connection in each turn
 * of the event loop: whoever comes behind hundreds of them would wait until all that those ask for has been answered, in place of
 * until it has been read.
 */
export class NetworkTurns {
  readonly #lines = new Map<string, Line>();
  readonly #now: () => number;
  #hasComeInTurn = false;
  #isNextDue = false;

  /** @param now in milliseconds, by a clock that only goes forward */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Somebody has connected, and it is not known yet what they ask for. */
  someoneComes(): void {
    this.#hasComeInTurn = true;
  }

  /** Begins this now, or when it is the turn of its network. */
  begin(clientAddress: string, begin: Begin): void {
    const nowMs = this.#now();
    const line = this.#lineOf(clientNetworks(clientAddress).network, nowMs);
    this.#awaitNext();
    if (line.begun === mostAtOnce) return void line.waiting.push({ begin, sinceMs: nowMs });
    line.begun += 1;
    this.#hasComeInTurn = true;
    begin();
  }

  #lineOf(network: string, nowMs: number): Line {
    const known = this.#lines.get(network);
    if (known !== undefined) return known;
    const line = { sinceMs: nowMs, begun: 0, waiting: [] };
    this.#lines.set(network, line);
    return line;
  }

  #awaitNext(): void {
    if (this.#isNextDue) return;
    this.#isNextDue = true;
    setImmediate(() => this.#next());
  }

  #next(): void {
    const isOver = !this.#hasComeInTurn;
    this.#isNextDue = false;
    this.#hasComeInTurn = false;
    const nowMs = this.#now();
    for (const [network, { sinceMs, waiting }] of this.#lines) {
      const firstMs = waiting[0]?.sinceMs ?? Infinity;
      if (firstMs === Infinity && (isOver || nowMs - sinceMs >= windowMs)) this.#lines.delete(network);
      else this.#awaitNext();
      if (isOver || nowMs - firstMs >= mostWaitMs)
        for (const { begin } of waiting.splice(0, mostAtOnce)) begin();
    }
  }
}

/** Has requests handled in the turns of their networks. */
export function handleInTurns(
  server: Server,
  turns: NetworkTurns,
  clientAddress: (request: IncomingMessage) => string,
): void {
  server.on('connection', () => turns.someoneComes());
  interceptRequests(server, ({ request }, pass) => turns.begin(clientAddress(request), pass));
}
