import type { IncomingMessage, Server } from 'node:http';
import { interceptRequests } from '@cartwright/process';
import { clientNetworks } from '../rate/client-networks.ts';

/** What of one address is begun as it comes; what comes on top waits for a turn of the event loop in which nobody else comes. */
const mostOfAddress = 16;
/** And of one network: as much as whoever comes next from elsewhere waits for. */
const mostOfNetwork = 24;
/** After which as many may begin again, also where there is no such turn; and who has waited for so long has waited enough. */
const windowMs = 100;
/** Of one address in a turn of the event loop, once they have waited for so long. */
const mostWhereLong = 4;

type Begin = () => void;

interface Waiting {
  readonly begin: Begin;
  readonly sinceMs: number;
}

/** How many have begun of an address or of a network. */
interface Begun {
  count: number;
}

/** What an address asks for. */
interface Line {
  readonly address: string;
  readonly network: string;
  readonly times: number;
  own: Begun;
  ofNetwork: Begun;
  readonly waiting: Waiting[];
}

/**
 * Begins what clients ask for, and lets crowds of one address or one network wait while others come. Node accepts one connection
 * in each turn of the event loop: whoever comes behind hundreds of them would wait until all that those ask for has been answered,
 * in place of until it has been read.
 */
export class NetworkTurns {
  /** Since the last turn in which nobody came, or for a window. */
  readonly #lines = new Map<string, Line>();
  readonly #networks = new Map<string, Begun>();
  readonly #waiting = new Set<Line>();
  readonly #timesAt: (clientAddress: string) => number;
  readonly #now: () => number;
  #sinceMs: number;
  #hasComeInTurn = false;
  #isNextDue = false;

  /**
   * @param timesAt how many times as much as others an address may ask for
   * @param now in milliseconds, by a clock that only goes forward
   */
  constructor(timesAt: (clientAddress: string) => number, now = () => performance.now()) {
    this.#timesAt = timesAt;
    this.#now = now;
    this.#sinceMs = now();
  }

  /** Somebody has connected, and it is not known yet what they ask for. */
  someoneComes(): void {
    this.#hasComeInTurn = true;
  }

  /** Begins this now, or when it is the turn of its address. */
  begin(clientAddress: string, begin: Begin): void {
    const line = this.#lineOf(clientAddress);
    this.#awaitNext();
    if (line.waiting.length > 0 || !hasRoom(line)) {
      line.waiting.push({ begin, sinceMs: this.#now() });
      this.#waiting.add(line);
      return;
    }
    count(line);
    this.#hasComeInTurn = true;
    begin();
  }

  #lineOf(clientAddress: string): Line {
    const { address, network } = clientNetworks(clientAddress);
    const known = this.#lines.get(address);
    if (known !== undefined) return known;
    const times = this.#timesAt(clientAddress);
    const line = { address, network, times, ...this.#nothingBegun(network), waiting: [] };
    this.#lines.set(address, line);
    return line;
  }

  #nothingBegun(network: string): Pick<Line, 'own' | 'ofNetwork'> {
    const ofNetwork = this.#networks.get(network) ?? { count: 0 };
    this.#networks.set(network, ofNetwork);
    return { own: { count: 0 }, ofNetwork };
  }

  #awaitNext(): void {
    if (this.#isNextDue) return;
    this.#isNextDue = true;
    setImmediate(() => this.#next());
  }

  #next(): void {
    const nowMs = this.#now();
    if (!this.#hasComeInTurn || nowMs - this.#sinceMs >= windowMs) this.#startAnew(nowMs);
    this.#isNextDue = false;
    this.#hasComeInTurn = false;
    if (this.#lines.size > 0) this.#awaitNext();
    this.#beginWaiting(nowMs);
  }

  /** One of each address after the other, so that those who ask for much leave room to who else is in their network. */
  #beginWaiting(nowMs: number): void {
    for (let round = 0, hasBegun = true; hasBegun; round += 1) {
      hasBegun = false;
      for (const line of this.#waiting) {
        hasBegun = beginFirst(line, { nowMs, round }) || hasBegun;
        if (line.waiting.length === 0) this.#waiting.delete(line);
      }
    }
  }

  /** Everybody may begin as many again. */
  #startAnew(nowMs: number): void {
    this.#sinceMs = nowMs;
    this.#lines.clear();
    this.#networks.clear();
    for (const line of this.#waiting) {
      Object.assign(line, this.#nothingBegun(line.network));
      this.#lines.set(line.address, line);
    }
  }
}

function hasRoom({ own, ofNetwork, times }: Line): boolean {
  return own.count < mostOfAddress * times && ofNetwork.count < mostOfNetwork * times;
}

function count({ own, ofNetwork }: Line): void {
  own.count += 1;
  ofNetwork.count += 1;
}

/**
 * Begins the first of a line where there is room; of those who have waited long, a few whether there is or not. They count: what comes
 * meanwhile is begun after them.
 */
function beginFirst(
  line: Line,
  { nowMs, round }: { readonly nowMs: number; readonly round: number },
): boolean {
  const [first] = line.waiting;
  if (first === undefined) return false;
  const isDue = round < mostWhereLong && nowMs - first.sinceMs >= windowMs;
  if (!isDue && !hasRoom(line)) return false;
  line.waiting.shift();
  count(line);
  first.begin();
  return true;
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
    else
      turns.begin(clientAddress(request), () => {
        if (!request.socket.destroyed) pass();
      });
  });
}
