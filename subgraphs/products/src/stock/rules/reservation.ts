import type { StockMove } from './stock-movement.ts';

/** Every state that a reservation can be in; only `reserved` and `committed` hold stock. */
export const reservationStatuses = ['reserved', 'committed', 'released', 'expired', 'refused'] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];

/** What a command does to a reservation: its next status, and how its lines move; null when they stay. */
export interface Transition {
  readonly status: ReservationStatus;
  readonly move: StockMove | null;
}

/** The outcome of committing. */
export type CommitDecision =
  | ({ readonly kind: 'committed' } & Transition)
  | { readonly kind: 'refused'; readonly reason: 'expired' | 'released' | 'unknown' };

/**
 * Turns a reservation into a sale. The status decides, not the clock: what still holds its stock may be sold, even
 * when it should have expired a moment ago. Undefined stands for a reservation that never was.
 */
export function commitReservation(status: ReservationStatus | undefined): CommitDecision {
  switch (status) {
    case 'reserved':
      return { kind: 'committed', status: 'committed', move: 'commit' };
    case 'committed':
      return { kind: 'committed', status: 'committed', move: null };
    case 'expired':
    case 'released':
      return { kind: 'refused', reason: status };
    case 'refused':
    case undefined:
      return { kind: 'refused', reason: 'unknown' };
  }
}

/** Releases everything in any state; from then on the order can neither reserve nor commit. */
export function releaseReservation(status: ReservationStatus | undefined): Transition {
  switch (status) {
    case 'reserved':
      return { status: 'released', move: 'returnReserved' };
    case 'committed':
      return { status: 'released', move: 'returnSold' };
    case 'expired':
    case 'released':
    case 'refused':
    case undefined:
      return { status: 'released', move: null };
  }
}

/** Takes a reservation back when its time is over; null when there is nothing to take back. */
export function expireReservation(status: ReservationStatus): Transition | null {
  return status === 'reserved' ? { status: 'expired', move: 'returnReserved' } : null;
}
