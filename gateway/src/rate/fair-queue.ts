/** Some of those who ask: a network, an address in it, a user there. */
export interface Flow {
  readonly key: string;
  /** Seats that it may take at the same time. */
  readonly seats: number;
}

/** A place at work. What was taken is given back once, however often it is asked for. */
export interface Seat {
  /** Takes so many seats more, of what turned out to be more work than one: others of the same flow then wait for longer. */
  readonly widen: (seats: number) => void;
  readonly leave: () => void;
}

/** What became of somebody in the queue. */
export type Seated =
  { readonly kind: 'seated'; readonly seat: Seat } | { readonly kind: 'full' | 'late' | 'gone' };

/** How much there is of it all. */
export interface FairQueueOptions {
  /** Of everybody. */
  readonly seats: number;
  /** How many may wait for each seat that they might get, of everybody and in each flow. */
  readonly waitingPerSeat: number;
  /** For how long anybody waits at most. */
  readonly maxWaitMs: number;
}

interface Waiting {
  readonly start: () => void;
}

/** A flow that works or waits; forgotten when it does neither. */
class Node {
  readonly key: string;
  readonly parent: Node | undefined;
  readonly below = new Map<string, Node>();
  /** Who waits in this flow itself, in the order in which they came. */
  readonly line = new Set<Waiting>();
  readonly seats: number;
  taken = 0;
  /** How many wait here or below. */
  waiting = 0;
  /** What it has had so far, by the clock of its parent: whoever had least comes next. */
  had = 0;
  /** What those below had who came last: newcomers begin there, and do not catch up on what they did not want before. */
  clock = 0;

  constructor({ key, seats }: Flow, parent: Node | undefined) {
    this.key = key;
    this.seats = seats;
    this.parent = parent;
    this.had = parent?.clock ?? 0;
  }

  get isFull(): boolean {
    return this.taken >= this.seats;
  }
}

/**
 * Seats at work, and a fair line before them: start-time fair queueing over a tree of flows, as of networks, the addresses in
 * them and the users at those. On each level the flow comes next that had least, so that nobody waits for a crowd that is not
 * their own, and no flow takes more seats than it may even when the others are empty: some are always left for who comes next.
 * A flow costs a map's entry, and a turn one look at each flow that waits.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  readonly #root: Node;

  constructor(options: FairQueueOptions) {
    this.#options = options;
    this.#root = new Node({ key: '', seats: options.seats }, undefined);
  }

  /** How many wait. */
  get waiting(): number {
    return this.#root.waiting;
  }

  /** Takes a seat in the last of these flows, each of which is within the one before it, or waits for one. */
  enter(flows: readonly Flow[], gone?: AbortSignal): Promise<Seated> {
    const path = this.#path(flows);
    if (!path.some((node) => node.isFull)) return Promise.resolve({ kind: 'seated', seat: this.#seat(path) });
    if (path.some(({ waiting, seats }) => waiting >= seats * this.#options.waitingPerSeat)) {
      forgetIdle(path);
      return Promise.resolve({ kind: 'full' });
    }
    return this.#wait(path, gone);
  }

  #wait(path: readonly Node[], gone: AbortSignal | undefined): Promise<Seated> {
    const { promise, resolve } = Promise.withResolvers<Seated>();
    const own = path.at(-1) ?? this.#root;
    const end = (): void => {
      clearTimeout(timer);
      gone?.removeEventListener('abort', leave);
      own.line.delete(waiting);
      for (const node of path) node.waiting -= 1;
    };
    const giveUp = (kind: 'late' | 'gone'): void => {
      end();
      forgetIdle(path);
      resolve({ kind });
    };
    const leave = (): void => giveUp('gone');
    const waiting: Waiting = {
      start: () => {
        end();
        resolve({ kind: 'seated', seat: this.#seat(path) });
      },
    };
    const timer = setTimeout(() => giveUp('late'), this.#options.maxWaitMs);
    timer.unref();
    gone?.addEventListener('abort', leave, { once: true });
    for (const node of path) {
      // Whoever did not wait has no claim to what they did not take.
      if (node.waiting === 0) node.had = Math.max(node.had, node.parent?.clock ?? 0);
      node.waiting += 1;
    }
    own.line.add(waiting);
    if (gone?.aborted) leave();
    return promise;
  }

  #seat(path: readonly Node[]): Seat {
    let taken = 0;
    const take = (seats: number): void => {
      taken += seats;
      for (const node of path) {
        node.taken += seats;
        node.had += seats;
      }
    };
    take(1);
    let isTaken = true;
    return {
      widen: (seats) => {
        if (isTaken) take(seats);
      },
      leave: () => {
        if (!isTaken) return;
        isTaken = false;
        for (const node of path) node.taken -= taken;
        this.#seatNext();
        forgetIdle(path);
      },
    };
  }

  #seatNext(): void {
    for (let next = nextIn(this.#root); next !== undefined; next = nextIn(this.#root)) next.start();
  }

  #path(flows: readonly Flow[]): readonly Node[] {
    const path = [this.#root];
    let parent = this.#root;
    for (const flow of flows) {
      const node = parent.below.get(flow.key) ?? new Node(flow, parent);
      parent.below.set(flow.key, node);
      path.push(node);
      parent = node;
    }
    return path;
  }
}

/** Who comes next in a flow; undefined when nobody waits there who might. */
function nextIn(node: Node): Waiting | undefined {
  if (node.waiting === 0 || node.isFull) return undefined;
  const [own] = node.line;
  if (own !== undefined) return own;
  const inTurn = [...node.below.values()].filter(({ waiting }) => waiting > 0).sort((a, b) => a.had - b.had);
  for (const child of inTurn) {
    const next = nextIn(child);
    if (next === undefined) continue;
    node.clock = Math.max(node.clock, child.had);
    return next;
  }
  return undefined;
}

function forgetIdle(path: readonly Node[]): void {
  for (const { key, parent, taken, waiting } of path.toReversed()) {
    if (taken === 0 && waiting === 0) parent?.below.delete(key);
  }
}
