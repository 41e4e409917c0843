import { comeAgainIn, overloaded, rateLimited } from '@cartwright/errors';
import { importances, type Importance, type ShedLog } from '@cartwright/process';
import type { CountedOperation } from './rate-limits.ts';
import { clientNetworks } from './client-networks.ts';
import { FairQueue, type Asking, type Seat } from './fair-queue.ts';
import type { Flow } from './flow-node.ts';
import { followUpMsOf } from './follow-up-work.ts';
import { SeatRooms } from './seat-rooms.ts';
import { isKnown, type Client, type SharePolicy } from './shares.ts';

/** How many operations are worked on at the same time. */
export interface WorkSeatsOptions {
  /** Of everybody, at this gateway. */
  readonly seats: number;
  /** Of one network. A user of it, and all who are new there together, have half of that. */
  readonly seatsPerNetwork: number;
  readonly policy: SharePolicy;
  readonly now: () => Date;
  /** Counts what is refused where there is too much to do; without it work waits for its turn, however much there is. */
  readonly shed?: ShedLog | undefined;
}

/** An operation's place at work. */
export interface WorkSeat {
  /** Tells what the operation turned out to be. @throws UNAVAILABLE when it is less important than it seemed, and there is no seat for it */
  readonly weigh: (operation: SeatedOperation) => void;
  /** Tells how many milliseconds part of it waited at a subgraph before it was begun. */
  readonly waited: (ms: number) => void;
  /** Ends work that was done: what it has set off elsewhere keeps the seat for a little longer. */
  readonly finish: () => void;
  /** Ends work of which nothing came. */
  readonly leave: () => void;
}

/** What an operation turned out to be. */
export interface SeatedOperation extends Pick<CountedOperation, 'cost'> {
  /** Its root fields but those that it skips. */
  readonly executedFields: readonly string[];
  readonly importance: Importance;
}

/** Estimated objects in an answer that are as much work as another operation. */
const costPerSeat = 2_500;
/** Whatever takes longer waits for somebody else, as for a subgraph that is away: it works no more, and others can. */
const workMs = 1_000;
const waitingPerSeat = 25;
const maxWaitMs = 10_000;

/**
 * Lets operations be worked on in turn: between networks, in a network between the users that are known and all that are not, and of
 * those between addresses. So a crowd of one network waits for itself, and whoever comes alone does not notice it.
 */
export class WorkSeats {
  readonly #options: WorkSeatsOptions;
  readonly #queue: FairQueue;
  readonly #rooms: SeatRooms | undefined;

  constructor(options: WorkSeatsOptions) {
    this.#options = options;
    this.#rooms = options.shed === undefined ? undefined : new SeatRooms(options.seats);
    this.#queue = new FairQueue({
      seats: options.seats,
      waitingPerSeat,
      maxWaitMs,
      rooms: this.#rooms?.rooms,
    });
  }

  /** Whether there is no seat for such work, and nobody else may wait for one: nobody of a crowd, or nobody from that address either. */
  refuses(importance: Importance, clientAddress?: string): boolean {
    const flow = clientAddress === undefined ? undefined : clientNetworks(clientAddress).network;
    return this.#queue.refuses(importance, flow);
  }

  /**
   * Takes a seat, or waits for one until the client has gone.
   * @throws RATE_LIMITED when too many of the same network wait, or it takes too long; UNAVAILABLE when there is too much to do
   */
  async enter(client: Client, asking: Asking = {}): Promise<WorkSeat> {
    const seated = await this.#queue.enter(this.#flowsOf(client), asking);
    const { importance = 'change' } = asking;
    if (seated.kind === 'seated') return this.#workSeat(seated.seat, importance);
    if (seated.isOverload) this.#refuse(importance, seated.kind);
    throw rateLimited(seated.kind === 'late' ? maxWaitMs : 1_000, 'Too many operations at the same time');
  }

  #refuse(importance: Importance, reason: string): void {
    const { shed } = this.#options;
    if (shed === undefined) return;
    shed.count(importance, reason);
    throw overloaded(comeAgainIn());
  }

  #workSeat(seat: Seat, guess: Importance): WorkSeat {
    let importance = guess;
    return workSeat(seat, {
      note: (waitedMs) => this.#rooms?.note(importance, waitedMs, this.#queue.takenBy(importance)),
      become: (other) => {
        if (importances.indexOf(other) <= importances.indexOf(importance)) return;
        importance = other;
        if (!seat.moveTo(other)) this.#refuse(other, 'full');
      },
    });
  }

  #flowsOf(client: Client): Flow[] {
    const { seatsPerNetwork, policy, now } = this.#options;
    const { address, network } = clientNetworks(client.clientAddress);
    const seats = seatsPerNetwork * policy.timesAt(client.clientAddress);
    const half = Math.ceil(seats / 2);
    const { viewer } = client;
    const below =
      viewer !== null && isKnown(viewer, policy, now().getTime())
        ? [
            { key: `address:${address}`, seats },
            { key: `user:${viewer.id}`, seats: half },
          ]
        : [
            { key: 'newcomers', seats: half },
            { key: `address:${address}`, seats: half },
          ];
    return [{ key: network, seats }, ...below];
  }
}

interface SeatWatch {
  readonly note: (waitedMs: number) => void;
  /** Told how important the work is, which it may have been thought to be more. @throws UNAVAILABLE */
  readonly become: (importance: Importance) => void;
}

function workSeat(seat: Seat, { note, become }: SeatWatch): WorkSeat {
  let followUpMs = 0;
  let waitedMs: number | undefined;
  const working = setTimeout(seat.leave, workMs);
  working.unref();
  const end = (): void => {
    clearTimeout(working);
    if (waitedMs !== undefined) note(waitedMs);
  };
  const leave = (): void => {
    end();
    seat.leave();
  };
  return {
    weigh: ({ cost, executedFields, importance }) => {
      become(importance);
      seat.widen(Math.floor(cost / costPerSeat));
      followUpMs = followUpMsOf(executedFields);
    },
    waited: (ms) => {
      waitedMs = Math.max(waitedMs ?? 0, ms);
    },
    finish: () => {
      if (followUpMs === 0) {
        leave();
        return;
      }
      end();
      seat.linger();
      setTimeout(seat.leave, followUpMs).unref();
    },
    leave,
  };
}
