import { importances, type Importance } from '@cartwright/process';

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
  { readonly kind: 'seated'; readonly seat: Seat } | (Unseated & { readonly kind: 'full' | 'late' | 'gone' });

interface Unseated {
  /** Whether there was no seat for anybody, and not merely none for those of the same flow. */
  readonly isOverload: boolean;
}

/** Who asks, besides where from. */
export interface Asking {
  /** By default `change`. */
  readonly importance?: Importance | undefined;
  /** Aborted when they wait no more. */
  readonly gone?: AbortSignal | undefined;
}

/** What work of one importance may have of the seats: what it leaves is there for what is more important. */
export interface Room {
  /** It is begun only while no more than so large a part of all seats is taken. */
  readonly share: number;
  /** Seats that it may take at the same time, at this moment. */
  readonly seats: () => number;
  /** How many may wait for each of these, and for how long, where no seat is left for anybody. */
  readonly waitingPerSeat: number;
  readonly maxWaitMs: number;
}

/** How much there is of it all. */
export interface FairQueueOptions {
  /** Of everybody. */
  readonly seats: number;
  /** How many may wait for each seat that they might get, of everybody and in each flow. */
  readonly waitingPerSeat: number;
  /** For how long anybody waits at most. */
  readonly maxWaitMs: number;
  /** Without it all work is alike. */
  readonly rooms?: Readonly<Record<Importance, Room>> | undefined;
}

interface Waiting {
  readonly start: () => void;
}

type Counts = Record<Importance, number>;
const noCounts = (): Counts => ({ checkout: 0, change: 0, browsing: 0 });

/** A flow that works or waits; forgotten when it does neither. */
class Node {
  readonly key: string;
  readonly parent: Node | undefined;
  readonly below = new Map<string, Node>();
  /** Who waits in this flow itself, in the order in which they came. */
  readonly lines: Readonly<Record<Importance, Set<Waiting>>> = {
    checkout: new Set(),
    change: new Set(),
    browsing: new Set(),
  };
  readonly seats: number;
  taken = 0;
  /** How many wait here or below. */
  readonly waitingBy = noCounts();
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

  get waiting(): number {
    return this.waitingBy.checkout + this.waitingBy.change + this.waitingBy.browsing;
  }
}

/**
 * Seats at work, and a fair line before them: start-time fair queueing over a tree of flows, as of networks, the addresses in
 * them and the users at those. On each level the flow comes next that had least, so that nobody waits for a crowd that is not
 * their own, and no flow takes more seats than it may even when the others are empty: some are always left for who comes next.
 * A flow costs a map's entry, and a turn one look at each flow that waits. What is more important goes first, and what is less so leaves
 * seats to it.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  readonly #root: Node;
  readonly #takenBy = noCounts();
  /** How many wait because there is no seat for anybody. */
  readonly #heldUp = noCounts();

  constructor(options: FairQueueOptions) {
    this.#options = options;
    this.#root = new Node({ key: '', seats: options.seats }, undefined);
  }

  /** How many wait. */
  get waiting(): number {
    return this.#root.waiting;
  }

  /** How many seats work of this importance has. */
  takenBy(importance: Importance): number {
    return this.#takenBy[importance];
  }

  /** Takes a seat in the last of these flows, each of which is within the one before it, or waits for one. */
  enter(flows: readonly Flow[], { importance = 'change', gone }: Asking = {}): Promise<Seated> {
    const path = this.#path(flows);
    const isOverload = !this.#hasRoomFor(importance);
    if (!isOverload && !path.some((node) => node.isFull))
      return Promise.resolve({ kind: 'seated', seat: this.#seat(path, importance) });
    if (path.some((node) => this.#isLineFull(node)) || this.refuses(importance)) {
      forgetIdle(path);
      return Promise.resolve({ kind: 'full', isOverload });
    }
    return this.#wait(path, { importance, gone, isOverload });
  }

  /** Whether whoever comes now with such work is refused, wherever they come from. */
  refuses(importance: Importance): boolean {
    return !this.#hasRoomFor(importance) && this.#isRoomFull(importance);
  }

  #isLineFull({ waiting, seats }: Node): boolean {
    return waiting >= seats * this.#options.waitingPerSeat;
  }

  #hasRoomFor(importance: Importance): boolean {
    const room = this.#options.rooms?.[importance];
    if (room === undefined) return !this.#root.isFull;
    return this.#root.taken < this.#options.seats * room.share && this.#takenBy[importance] < room.seats();
  }

  #isRoomFull(importance: Importance): boolean {
    const room = this.#options.rooms?.[importance];
    return room !== undefined && this.#heldUp[importance] >= room.seats() * room.waitingPerSeat;
  }

  #maxWaitMs({ importance, isOverload }: Omit<WaitOptions, 'gone'>): number {
    const { rooms, maxWaitMs } = this.#options;
    return isOverload ? (rooms?.[importance].maxWaitMs ?? maxWaitMs) : maxWaitMs;
  }

  #wait(path: readonly Node[], { importance, gone, isOverload }: WaitOptions): Promise<Seated> {
    const { promise, resolve } = Promise.withResolvers<Seated>();
    const own = path.at(-1) ?? this.#root;
    const count = (by: 1 | -1): void => {
      for (const { waitingBy } of path) waitingBy[importance] += by;
      if (isOverload) this.#heldUp[importance] += by;
    };
    const end = (): void => {
      clearTimeout(timer);
      gone?.removeEventListener('abort', leave);
      own.lines[importance].delete(waiting);
      count(-1);
    };
    const giveUp = (kind: 'late' | 'gone'): void => {
      end();
      forgetIdle(path);
      resolve({ kind, isOverload });
    };
    const leave = (): void => giveUp('gone');
    const waiting: Waiting = {
      start: () => {
        end();
        resolve({ kind: 'seated', seat: this.#seat(path, importance) });
      },
    };
    const timer = setTimeout(() => giveUp('late'), this.#maxWaitMs({ importance, isOverload }));
    timer.unref();
    gone?.addEventListener('abort', leave, { once: true });
    claimNothing(path);
    count(1);
    own.lines[importance].add(waiting);
    if (gone?.aborted) leave();
    return promise;
  }

  #seat(path: readonly Node[], importance: Importance): Seat {
    let taken = 0;
    const take = (seats: number): void => {
      taken += seats;
      this.#takenBy[importance] += seats;
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
        this.#takenBy[importance] -= taken;
        this.#seatNext();
        forgetIdle(path);
      },
    };
  }

  #seatNext(): void {
    for (const importance of importances) {
      while (this.#hasRoomFor(importance)) {
        const next = nextIn(this.#root, importance);
        if (next === undefined) break;
        next.start();
      }
    }
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

interface WaitOptions extends Unseated {
  readonly importance: Importance;
  readonly gone: AbortSignal | undefined;
}

/** Whoever did not wait has no claim to what they did not take. */
function claimNothing(path: readonly Node[]): void {
  for (const node of path) {
    if (node.waiting === 0) node.had = Math.max(node.had, node.parent?.clock ?? 0);
  }
}

/** Who comes next in a flow; undefined when nobody waits there who might. */
function nextIn(node: Node, importance: Importance): Waiting | undefined {
  if (node.waitingBy[importance] === 0 || node.isFull) return undefined;
  const [own] = node.lines[importance];
  if (own !== undefined) return own;
  const inTurn = [...node.below.values()]
    .filter(({ waitingBy }) => waitingBy[importance] > 0)
    .sort((a, b) => a.had - b.had);
  for (const child of inTurn) {
    const next = nextIn(child, importance);
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
