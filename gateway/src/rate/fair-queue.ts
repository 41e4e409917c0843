import { importances, type Importance } from '@cartwright/process';
import {
  claimNothing,
  crowdIn,
  FlowNode,
  forgetIdle,
  lastHeldUpIn,
  nextIn,
  noCounts,
  type Flow,
  type Waiting,
} from './flow-node.ts';

/** A place at work. What was taken is given back once, however often it is asked for. */
export interface Seat {
  /** Takes so many seats more, of what turned out to be more work than one: others of the same flow then wait for longer. */
  readonly widen: (seats: number) => void;
  /** Has it count as such work from now on; false where there is no seat left for that. */
  readonly moveTo: (importance: Importance) => boolean;
  /** Says that the work is over but for what it has set off elsewhere: it keeps nobody from a seat who may not have it anyway. */
  readonly linger: () => void;
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
  /** It is begun only while no more than so large a part of all seats is worked at. */
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

/**
 * Seats at work, and a fair line before them: start-time fair queueing over a tree of flows, as of networks, the addresses in
 * them and the users at those. On each level the flow comes next that had least, so that nobody waits for a crowd that is not
 * their own, and no flow takes more seats than it may even when the others are empty: some are always left for who comes next.
 * A flow costs a map's entry, and a turn one look at each flow that waits. What is more important goes first, and what is less so leaves
 * seats to it.
 */
export class FairQueue {
  readonly #options: FairQueueOptions;
  readonly #root: FlowNode;
  readonly #takenBy = noCounts();
  /** How many seats are kept for what work that is over has set off. */
  #lingering = 0;

  constructor(options: FairQueueOptions) {
    this.#options = options;
    this.#root = new FlowNode({ key: '', seats: options.seats }, undefined);
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
    if (path.some((node) => this.#isLineFull(node)) || this.refuses(importance, flows[0]?.key)) {
      forgetIdle(path);
      return Promise.resolve({ kind: 'full', isOverload });
    }
    if (isOverload && this.#isRoomFull(importance)) lastHeldUpIn(this.#root, importance)?.pushOut();
    return this.#wait(path, { importance, gone, isOverload });
  }

  /**
   * Whether whoever comes now with such work is refused, unless they are the first of their outermost flow to wait: they get the place
   * of somebody of the largest crowd.
   */
  refuses(importance: Importance, flow?: Flow['key']): boolean {
    if (this.#hasRoomFor(importance) || !this.#isRoomFull(importance)) return false;
    const isFirst = flow !== undefined && !this.#root.below.get(flow)?.waitingBy[importance];
    return !isFirst || crowdIn(this.#root, importance) === undefined;
  }

  #isLineFull({ waiting, seats }: FlowNode): boolean {
    return waiting >= seats * this.#options.waitingPerSeat;
  }

  #hasRoomFor(importance: Importance): boolean {
    const room = this.#options.rooms?.[importance];
    if (room === undefined || this.#root.isFull) return !this.#root.isFull;
    const working = this.#root.taken - this.#lingering;
    return working < this.#options.seats * room.share && this.#takenBy[importance] < room.seats();
  }

  #isRoomFull(importance: Importance): boolean {
    const room = this.#options.rooms?.[importance];
    return room !== undefined && this.#root.heldUpBy[importance] >= room.seats() * room.waitingPerSeat;
  }

  #maxWaitMs({ importance, isOverload }: Omit<WaitOptions, 'gone'>): number {
    const { rooms, maxWaitMs } = this.#options;
    return isOverload ? (rooms?.[importance].maxWaitMs ?? maxWaitMs) : maxWaitMs;
  }

  #wait(path: readonly FlowNode[], { importance, gone, isOverload }: WaitOptions): Promise<Seated> {
    const { promise, resolve } = Promise.withResolvers<Seated>();
    const own = path.at(-1) ?? this.#root;
    const count = (by: 1 | -1): void => {
      for (const { waitingBy, heldUpBy } of path) {
        waitingBy[importance] += by;
        if (isOverload) heldUpBy[importance] += by;
      }
    };
    const end = (): void => {
      clearTimeout(timer);
      gone?.removeEventListener('abort', leave);
      own.lines[importance].delete(waiting);
      count(-1);
    };
    const giveUp = (kind: 'full' | 'late' | 'gone'): void => {
      end();
      forgetIdle(path);
      resolve({ kind, isOverload });
    };
    const leave = (): void => giveUp('gone');
    const waiting: Waiting = {
      isHeldUp: isOverload,
      pushOut: () => giveUp('full'),
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

  #seat(path: readonly FlowNode[], first: Importance): Seat {
    let importance = first;
    let taken = 0;
    let lingering = 0;
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
      moveTo: (to) => {
        if (!isTaken || to === importance) return true;
        const hasMoved = this.#move(taken, { from: importance, to });
        if (hasMoved) importance = to;
        return hasMoved;
      },
      linger: () => {
        if (!isTaken || lingering > 0) return;
        lingering = taken;
        this.#lingering += lingering;
        this.#seatNext();
      },
      leave: () => {
        if (!isTaken) return;
        isTaken = false;
        for (const node of path) node.taken -= taken;
        this.#takenBy[importance] -= taken;
        this.#lingering -= lingering;
        this.#seatNext();
        forgetIdle(path);
      },
    };
  }

  /** As if they left and came again, but never without a seat. */
  #move(seats: number, { from, to }: { readonly from: Importance; readonly to: Importance }): boolean {
    this.#root.taken -= seats;
    const hasRoom = this.#hasRoomFor(to);
    this.#root.taken += seats;
    if (!hasRoom) return false;
    this.#takenBy[from] -= seats;
    this.#takenBy[to] += seats;
    this.#seatNext();
    return true;
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

  #path(flows: readonly Flow[]): readonly FlowNode[] {
    const path = [this.#root];
    let parent = this.#root;
    for (const flow of flows) {
      const node = parent.below.get(flow.key) ?? new FlowNode(flow, parent);
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
