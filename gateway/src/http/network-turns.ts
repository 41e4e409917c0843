import type { IncomingMessage, Server } from 'node:http';
import { clientNetworks } from '../rate/client-networks.ts';
import { interceptRequests } from './intercept-requests.ts';

/** What of one network is begun as it comes; what comes on top waits for a turn of the event loop in which nobody else comes. */
const mostAtOnce = 16;
/** After which a network may begin as many again, also where there is no such turn; and who has waited for so long has waited enough. */
const windowMs = 100;

type Begin = () => void;

interface Waiting {
  readonly begin: Begin;
  readonly sinceMs: number;
}

/** What a network asks for. */
interface Line {
  readonly most: number;
  sinceMs: number;
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
  readonly #timesAt: (clientAddress: string) => number;
  readonly #now: () => number;
  #hasComeInTurn = false;
  #isNextDue = false;

  /**
   * @param timesAt how many times as much as others an address may ask for
   * @param now in milliseconds, by a clock that only goes forward
   */
  constructor(timesAt: (clientAddress: string) => number, now = () => performance.now()) {
    this.#timesAt = timesAt;
    this.#now = now;
  }

  /** Somebody has connected, and it is not known yet what they ask for. */
  someoneComes(): void {
    this.#hasComeInTurn = true;
  }

  /** Begins this now, or when it is the turn of its network. */
  begin(clientAddress: string, begin: Begin): void {
    const nowMs = this.#now();
    const line = this.#lineOf(clientAddress, nowMs);
    this.#awaitNext();
    if (line.begun >= line.most) return void line.waiting.push({ begin, sinceMs: nowMs });
    line.begun += 1;
    this.#hasComeInTurn = true;
    begin();
  }

  #lineOf(clientAddress: string, nowMs: number): Line {
    const { network } = clientNetworks(clientAddress);
    const known = this.#lines.get(network);
    if (known !== undefined) return known;
    const line = { most: mostAtOnce * this.#timesAt(clientAddress), sinceMs: nowMs, begun: 0, waiting: [] };
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
    for (const [network, line] of this.#lines) {
      const mayBeginAgain = isOver || nowMs - line.sinceMs >= windowMs;
      if (mayBeginAgain && line.waiting.length === 0) this.#lines.delete(network);
      else this.#awaitNext();
      if (mayBeginAgain) Object.assign(line, { sinceMs: nowMs, begun: 0 });
      if (mayBeginAgain || isLong(line, nowMs)) beginFirst(line);
    }
  }
}

function isLong({ waiting }: Line, nowMs: number): boolean {
  return nowMs - (waiting[0]?.sinceMs ?? nowMs) >= windowMs;
}

/** They count: what comes meanwhile is begun after them. */
function beginFirst(line: Line): void {
  const first = line.waiting.splice(0, line.most);
  line.begun += first.length;
  for (const { begin } of first) begin();
}

/** Has requests handled in the turns of their networks; probes of the gateway's health wait for nobody. */
export function handleInTurns(
  server: Server,
  turns: NetworkTurns,
  clientAddress: (request: IncomingMessage) => string,
): void {
  server.on('connection', () => turns.someoneComes());
  interceptRequests(server, ({ request }, pass) => {
    if (request.url?.startsWith('/health/') === true) pass();
    else turns.begin(clientAddress(request), () => {
        if (!request.socket.destroyed) pass();
      });
  });
}
