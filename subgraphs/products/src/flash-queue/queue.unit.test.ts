import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admissionsOf, freePieces } from './rules/admit.ts';
import { commitmentTo, drawnFor, rankOf } from './draw.ts';
import { estimateSeconds, isWorthTelling, stateOf, type Place, type QueueOffer } from './rules/place.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 2, 10, 0, seconds));
const startsAt = at(0);
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

describe('the draw', () => {
  it('can be checked by anybody who knows the seed', () => {
    expect(commitmentTo('seed')).toBe(hash('seed'));
    const { rank, drawRank } = rankOf({ drawSeed: 'seed', startsAt }, { ticket: 'ticket', joinedAt: at(-1) });
    expect([rank, drawRank]).toEqual([`0${hash('seedticket')}`, drawnFor('seed', 'ticket')]);
  });

  it('puts all who came before the opening in front, and the others in the order in which they came', () => {
    const visits = fc.uniqueArray(
      fc.record({ ticket: fc.uuid(), seconds: fc.integer({ min: -500, max: 500 }) }),
      { selector: ({ ticket }) => ticket, minLength: 2 },
    );
    fc.assert(
      fc.property(fc.string(), visits, (drawSeed, all) => {
        const ranked = all.map(({ ticket, seconds }) => ({
          seconds,
          ...rankOf({ drawSeed, startsAt }, { ticket, joinedAt: at(seconds) }),
        }));
        expect(new Set(ranked.map(({ rank }) => rank)).size).toBe(all.length);
        const queue = ranked.toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
        const early = queue.filter(({ seconds }) => seconds < 0);
        expect(queue.slice(0, early.length)).toEqual(early);
        const late = queue.slice(early.length).map(({ seconds }) => seconds);
        expect(late).toEqual(late.toSorted((one, other) => one - other));
        expect(ranked.every(({ seconds, drawRank }) => (drawRank === null) === seconds >= 0)).toBe(true);
      }),
    );
  });

  it('favours nobody: of two tickets each is first about half of the time', () => {
    const firsts = Array.from(
      { length: 2_000 },
      (_, seed) => drawnFor(`${seed}`, 'a') < drawnFor(`${seed}`, 'b'),
    );
    const share = firsts.filter(Boolean).length / firsts.length;
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  });
});

describe('admission', () => {
  it('gives what is neither sold, reserved nor admitted, and no more than there is in stock', () => {
    const level = fc.nat({ max: 300 });
    const levels = fc.record({
      reserved: level,
      sold: level,
      left: level,
      available: level,
      admitted: level,
    });
    fc.assert(
      fc.property(levels, fc.integer({ min: 1, max: 10 }), ({ left, ...rest }, limitPerCustomer) => {
        const givable = { ...rest, limitPerCustomer, budget: rest.reserved + rest.sold + left };
        const pieces = admissionsOf(givable, 1_000);
        const given = pieces.reduce((sum, one) => sum + one, 0);
        expect(given).toBe(freePieces(givable));
        expect(given + rest.admitted).toBeLessThanOrEqual(
          Math.max(rest.admitted, Math.min(left, rest.available)),
        );
        expect(pieces.every((one) => one >= 1 && one <= limitPerCustomer)).toBe(true);
      }),
    );
  });

  it('admits so many at once at most', () => {
    const givable = { budget: 90, reserved: 0, sold: 0, available: 90, admitted: 0, limitPerCustomer: 2 };
    expect(admissionsOf(givable, 3)).toEqual([2, 2, 2]);
    expect(admissionsOf({ ...givable, budget: 3 }, 3)).toEqual([2, 1]);
  });
});

describe('a place', () => {
  const offer: QueueOffer = { startsAt, endsAt: at(100), endedAt: null, sold: 0, budget: 5 };
  const place: Place = {
    ...{ offerId: 'offer', customerId: 'ada', ticket: 'ticket', status: 'WAITING', joinedAt: at(-5) },
    ...{ admittedAt: null, admittedUntil: null, pieces: null },
  };
  const admitted: Place = { ...place, status: 'ADMITTED', admittedUntil: at(20), pieces: 1 };

  it.each<[string, Place, QueueOffer, number]>([
    ['BEFORE_OPENING', place, offer, -1],
    ['WAITING', place, offer, 0],
    ['ADMITTED', admitted, offer, 19],
    ['MISSED', admitted, offer, 20],
    ['SOLD_OUT', place, { ...offer, sold: 5 }, 3],
    ['SOLD_OUT', place, { ...offer, sold: 5, endedAt: at(3) }, 4],
    ['ORDERED', { ...place, status: 'ORDERED' }, { ...offer, sold: 5 }, 3],
    ['LEFT', { ...place, status: 'LEFT' }, offer, 3],
    ['ENDED', place, { ...offer, endedAt: at(2) }, 3],
    ['ENDED', place, offer, 100],
  ])('is %s', (state, one, of, seconds) => {
    expect(stateOf(one, of, at(seconds))).toBe(state);
  });

  it('is told of where it stands when it makes a difference, and of when it may be its turn', () => {
    expect(isWorthTelling(5_000, 4_960)).toBe(false);
    expect(isWorthTelling(5_000, 4_950)).toBe(true);
    expect(isWorthTelling(50, 49)).toBe(true);
    expect(isWorthTelling(50, 50)).toBe(false);
    expect(isWorthTelling(1, null)).toBe(true);
    expect(estimateSeconds(300, 60)).toBe(300);
    expect(estimateSeconds(300, 0)).toBeNull();
  });
});
