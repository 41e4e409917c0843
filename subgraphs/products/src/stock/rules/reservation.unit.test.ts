import { describe, expect, it } from 'vitest';
import {
  commitReservation,
  expireReservation,
  releaseReservation,
  reservationStatuses,
} from './reservation.ts';

describe('commitReservation', () => {
  it('sells what is reserved', () => {
    expect(commitReservation('reserved')).toEqual({ kind: 'committed', status: 'committed', move: 'commit' });
  });

  it('moves nothing when it is committed already', () => {
    expect(commitReservation('committed')).toEqual({ kind: 'committed', status: 'committed', move: null });
  });

  it.each([
    ['expired', 'expired'],
    ['released', 'released'],
    ['refused', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('refuses one that is %s as %s', (status, reason) => {
    expect(commitReservation(status)).toEqual({ kind: 'refused', reason });
  });
});

describe('releaseReservation', () => {
  it('returns what is reserved, and what is sold', () => {
    expect(releaseReservation('reserved').move).toBe('returnReserved');
    expect(releaseReservation('committed').move).toBe('returnSold');
  });

  it('returns nothing twice', () => {
    for (const status of ['released', 'expired', 'refused', undefined] as const) {
      expect(releaseReservation(status)).toEqual({ status: 'released', move: null });
    }
  });

  it('makes every later commit be refused', () => {
    for (const status of reservationStatuses) {
      expect(commitReservation(releaseReservation(status).status).kind).toBe('refused');
    }
  });
});

it('expires only what is still reserved', () => {
  const changed = reservationStatuses.filter((status) => expireReservation(status) !== null);
  expect(changed).toEqual(['reserved']);
});
