import type { Database } from '@cartwright/database';
import { sampleCatalogue } from '@cartwright/sample-data';
import type { Tables } from '../generated/tables.ts';
import { raisePriceTerms } from '../price-terms/door.ts';
import { insertCodes } from './repository/codes.ts';
import { findPromotions, insertPromotion } from './repository/promotions.ts';
import { nothingAsked, type KeptPromotion } from './rules/kept-promotion.ts';
import { everything } from './rules/promotion.ts';

const startedAt = new Date('2026-06-28T10:00:00.000Z');
const idOf = (nth: number): string => `019080a0-0000-7000-8000-0000000002${nth}0`;

/** What the sample's promotions have in common. */
const common = {
  ...{ description: null, needsCode: true, isEnabled: true, startsAt: startedAt, endsAt: null, priority: 0 },
  ...{ selection: everything, conditions: nothingAsked, usageLimit: null, usageLimitPerCustomer: null },
  ...{ version: 1, createdAt: startedAt, updatedAt: startedAt },
} as const;

/** Dear enough that a cart has the third promotion without a code only when it is filled for that. */
const freeFrom = { EUR: 2_500_00, USD: 2_500_00, GBP: 2_500_00 };

interface SamplePromotion extends KeptPromotion {
  readonly code: string | null;
}

function samplePromotions(categoryId: string): SamplePromotion[] {
  const ofCategory = { ...everything, categoryIds: [categoryId] };
  return [
    {
      ...common,
      id: idOf(1),
      title: '10 % off one order',
      translations: { de: '10 % auf eine Bestellung' },
      combinesWith: ['SHIPPING'],
      effect: { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 1_000 },
      usageLimitPerCustomer: 1,
      code: 'WELCOME10',
    },
    {
      ...common,
      id: idOf(2),
      title: 'Buy three, pay two',
      translations: { de: 'Drei kaufen, zwei bezahlen' },
      combinesWith: ['ORDER', 'SHIPPING'],
      selection: ofCategory,
      effect: {
        ...{ kind: 'BUY_X_GET_Y', buys: ofCategory, buyQuantity: 2, getQuantity: 1 },
        ...{ basisPoints: 10_000, maxApplications: null },
      },
      code: '3FOR2',
    },
    {
      ...common,
      id: idOf(3),
      title: 'Free express delivery',
      translations: { de: 'Expressversand geschenkt' },
      needsCode: false,
      combinesWith: ['PRODUCT', 'ORDER'],
      conditions: { ...nothingAsked, minimum: freeFrom },
      effect: { kind: 'FREE_SHIPPING', options: ['express'], maximum: null },
      code: null,
    },
  ];
}

/** Lays down three promotions; those that there are already stay as they are. @returns how many were added */
export async function seedPromotions(database: Pick<Database<Tables>, 'transaction'>): Promise<number> {
  const [product] = sampleCatalogue({ products: 1 }).products;
  if (product === undefined) return 0;
  const promotions = samplePromotions(product.categoryId);
  return database.transaction(async (tx) => {
    const known = await findPromotions(
      tx,
      promotions.map(({ id }) => id),
    );
    const added = promotions.filter(({ id }) => !known.some((one) => one.id === id));
    for (const { code, ...promotion } of added) {
      await insertPromotion(tx, promotion);
      if (code === null) continue;
      const about = { customerId: null, usageLimit: null, usedCount: 0, createdAt: startedAt };
      const id = `${promotion.id.slice(0, -1)}1`;
      await insertCodes(tx, [{ ...about, id, batchId: id, promotionId: promotion.id, code }]);
    }
    if (added.length > 0) await raisePriceTerms(tx);
    return added.length;
  });
}
