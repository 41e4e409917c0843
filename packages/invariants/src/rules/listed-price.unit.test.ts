import { expect, it } from 'vitest';
import { listedPrice, type KnownPriceList } from './listed-price.ts';

const purchase = { baseMinor: 1_000, countryCode: 'DE', groupIds: ['trade'], quantity: 1 };
const list = (own: Partial<KnownPriceList>): KnownPriceList => ({
  ...{ priority: 0, countries: [], groupIds: [], adjustments: [], prices: [] },
  ...own,
});
const at = (amountMinor: number, minimumQuantity = 1) => ({ prices: [{ minimumQuantity, amountMinor }] });

it.each([
  ['nothing is said', [], 1_000],
  ['it is for another group', [list({ groupIds: ['staff'], ...at(1) })], 1_000],
  ['it is for another country', [list({ countries: ['FR'], ...at(1) })], 1_000],
  ['it begins with more pieces', [list(at(900, 2))], 1_000],
  ['it is for everybody', [list(at(900))], 900],
  ['a list for the group is dearer', [list(at(900)), list({ groupIds: ['trade'], ...at(950) })], 950],
  [
    'one is for the group, one for the country',
    [list({ countries: ['DE'], ...at(1) }), list({ groupIds: ['trade'], ...at(2) })],
    2,
  ],
  ['one is of a higher priority', [list(at(900)), list({ priority: 1, ...at(950) })], 950],
  ['two are alike', [list(at(950)), list(at(900))], 900],
  ['it takes a share off', [list({ adjustments: [{ minimumQuantity: 1, basisPoints: -1_250 }] })], 875],
])('finds a price where %s', (_what, lists, amountMinor) => {
  expect(listedPrice(lists, purchase).amountMinor).toBe(amountMinor);
});

it('rounds halves up, goes by the highest step, and gives nothing for nothing', () => {
  const steps = [
    { minimumQuantity: 1, basisPoints: -1_000 },
    { minimumQuantity: 2, basisPoints: -5_000 },
  ];
  const costs = (baseMinor: number, quantity: number) =>
    listedPrice([list({ adjustments: steps })], { ...purchase, baseMinor, quantity }).amountMinor;
  expect([costs(5, 1), costs(5, 2), costs(1, 5)]).toEqual([5, 3, 1]);
  const free = list({ adjustments: [{ minimumQuantity: 1, basisPoints: -10_000 }] });
  expect(listedPrice([free], purchase).amountMinor).toBe(1);
});
