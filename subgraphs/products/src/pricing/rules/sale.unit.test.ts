import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceSale, overlap, planSale, type Amounts, type Sale } from './sale.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 27, hour));
const sale = (startsAt: Date, endsAt: Date | null, more: Partial<Amounts> = {}): Sale =>
  planSale({
    id: 'sale',
    variantId: 'mug',
    currency: 'EUR',
    amountMinor: 800,
    compareAtMinor: null,
    startsAt,
    endsAt,
    ...more,
  });
const regular: Amounts = { amountMinor: 1_000, compareAtMinor: null };

describe('a sale', () => {
  it('waits until its time has come', () => {
    const waiting = sale(at(9), at(17));
    expect(advanceSale(waiting, regular, at(8))).toEqual({ price: null, sale: waiting });
  });

  it('shows what was paid before, and gives it back in the end', () => {
    const begun = advanceSale(sale(at(9), at(17)), regular, at(9));
    expect(begun.price).toEqual({ amountMinor: 800, compareAtMinor: 1_000 });
    expect(begun.sale).toMatchObject({ isRunning: true, dueAt: at(17) });
    const ended = advanceSale(begun.sale as Sale, begun.price as Amounts, at(17));
    expect(ended).toEqual({ price: regular, sale: null });
  });

  it.each<[string, Amounts | undefined]>([
    ['costs something else by now', { amountMinor: 950, compareAtMinor: null }],
    ['is shown beside another former price by now', { amountMinor: 800, compareAtMinor: 900 }],
    ['is not sold any more', undefined],
  ])('gives nothing back to what %s', (_what, present) => {
    const begun = advanceSale(sale(at(9), at(17)), regular, at(9));
    expect(advanceSale(begun.sale as Sale, present, at(17))).toEqual({ price: null, sale: null });
  });

  it.each<[string, Partial<Amounts>, Amounts, number | null]>([
    ['the price that it was given', { compareAtMinor: 1_500 }, regular, 1_500],
    ['the former price of what was reduced before', {}, { amountMinor: 900, compareAtMinor: 1_200 }, 1_200],
    ['nothing where it is no reduction', { amountMinor: 1_100 }, regular, null],
  ])('stands beside %s', (_what, own, present, compareAtMinor) => {
    expect(advanceSale(sale(at(9), at(17), own), present, at(9)).price?.compareAtMinor).toBe(compareAtMinor);
  });

  it('that nobody saw to in time changes nothing, and neither does one of what is not sold any more', () => {
    expect(advanceSale(sale(at(9), at(17)), regular, at(17))).toEqual({ price: null, sale: null });
    expect(advanceSale(sale(at(9), at(17)), undefined, at(9))).toEqual({ price: null, sale: null });
  });

  it('without an end is a price that stays', () => {
    expect(advanceSale(sale(at(9), null), undefined, at(9))).toEqual({
      price: { amountMinor: 800, compareAtMinor: null },
      sale: null,
    });
  });

  it('holds from its start to its end and never else, however late and often somebody looks', () => {
    const hour = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(hour, fc.integer({ min: 1, max: 20 }), fc.array(hour), (start, length, looks) => {
        const planned = sale(at(start), at(start + length));
        let progress: { price: Amounts; sale: Sale | null } = { price: regular, sale: planned };
        for (const look of looks.toSorted((one, other) => one - other)) {
          if (progress.sale !== null) {
            const next = advanceSale(progress.sale, progress.price, at(look));
            progress = { price: next.price ?? progress.price, sale: next.sale };
          }
          const isOn = look >= start && look < start + length;
          expect(progress.price.amountMinor).toBe(isOn ? 800 : 1_000);
          expect(progress.sale === null).toBe(look >= start + length);
        }
      }),
    );
  });
});

it.each([
  [sale(at(9), at(12)), sale(at(11), at(13)), true],
  [sale(at(9), at(12)), sale(at(10), at(11)), true],
  [sale(at(9), at(12)), sale(at(12), at(13)), false],
  [sale(at(9), at(12)), sale(at(10), null), true],
  [sale(at(9), at(12)), sale(at(12), null), false],
  [sale(at(9), null), sale(at(9), null), true],
])('sales overlap where both would hold', (one, other, expected) => {
  expect([overlap(one, other), overlap(other, one)]).toEqual([expected, expected]);
});
