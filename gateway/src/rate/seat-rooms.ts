import { AdaptiveLimit, type Importance } from '@cartwright/process';
import type { Room } from './fair-queue.ts';

/** What is known of a room before anything has happened. */
interface RoomPlan extends Omit<Room, 'seats'> {
  /** Seats that are left to it however much there is to do. */
  readonly least: number;
  /** How long its work may wait at subgraphs before it is begun. */
  readonly targetMs: number;
}

/** What is less important is the first to have fewer seats, has a shorter line, and is told so sooner. */
const plans: Readonly<Record<Importance, RoomPlan>> = {
  checkout: { share: 1, least: 64, targetMs: 1_000, waitingPerSeat: 25, maxWaitMs: 10_000 },
  change: { share: 0.9, least: 16, targetMs: 250, waitingPerSeat: 10, maxWaitMs: 3_000 },
  browsing: { share: 0.25, least: 16, targetMs: 40, waitingPerSeat: 8, maxWaitMs: 1_000 },
};

/** How many of the seats work of each importance may have: as many as can be worked on without anything waiting for long. */
export class SeatRooms {
  readonly rooms: Readonly<Record<Importance, Room>>;
  readonly #limits: Readonly<Record<Importance, AdaptiveLimit>>;

  constructor(seats: number, now: () => number = () => performance.now()) {
    const limitOf = ({ share, least, targetMs }: RoomPlan): AdaptiveLimit => {
      const most = Math.max(1, Math.floor(seats * share));
      return new AdaptiveLimit({ least: Math.min(least, most), most, targetMs, now });
    };
    this.#limits = {
      checkout: limitOf(plans.checkout),
      change: limitOf(plans.change),
      browsing: limitOf(plans.browsing),
    };
    const roomOf = (importance: Importance): Room => ({
      ...plans[importance],
      seats: () => this.#limits[importance].current,
    });
    this.rooms = {
      checkout: roomOf('checkout'),
      change: roomOf('change'),
      browsing: roomOf('browsing'),
    };
  }

  /** Notes how long something has waited at a subgraph before it was begun. */
  note(importance: Importance, waitedMs: number, inHand: number): void {
    this.#limits[importance].note(waitedMs, inHand);
  }
}
