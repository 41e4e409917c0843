import DataLoader from 'dataloader';
import { storeCurrencies, type StoreCurrency } from '@cartwright/money';
import type { CatalogueLoaders, Product } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import {
  readCandidates,
  readCompared,
  readKept,
  type KeptRecommendations,
} from '../repository/recommendations.ts';
import { mostRecommended, type Intent } from '../rules/intent.ts';
import { rankRelated } from '../rules/rank-related.ts';
import { recommended } from '../rules/recommended.ts';

type Statements = Parts['database']['statements'];

/** What is looked for with products, and how much of it. */
export interface Recommending {
  readonly intent: Intent;
  /** What gives the products that are recommended. */
  readonly loaders: Pick<CatalogueLoaders, 'products'>;
}

/** What is recommended with products, as much as there is of all that are asked for together, in one statement for each kind. */
export function recommendationLoader(db: Statements, { intent, loaders }: Recommending) {
  return new DataLoader(async (productIds: readonly string[]): Promise<Product[][]> => {
    const kept = await readKept(db, productIds, intent);
    const found = await findFor(db, kept, intent);
    const ids = new Set(
      kept.flatMap(({ productId, pickedIds }) => [...pickedIds, ...(found.get(productId) ?? [])]),
    );
    const candidates = new Map((await readCandidates(db, [...ids])).map((one) => [one.id, one]));
    const chosen = new Map(
      kept.map(({ productId, pickedIds }) => {
        const all = recommended(pickedIds, found.get(productId) ?? [], candidates);
        return [productId, all.slice(0, mostRecommended)];
      }),
    );
    const products = await loaders.products([...new Set([...chosen.values()].flat())]);
    const byId = new Map(products.map((product) => [product.id, product]));
    return productIds.map((id) => (chosen.get(id) ?? []).flatMap((one) => byId.get(one.id) ?? []));
  });
}

async function findFor(
  db: Statements,
  kept: readonly KeptRecommendations[],
  intent: Intent,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (intent === 'BOUGHT_TOGETHER')
    return new Map(kept.map(({ productId, companionIds }) => [productId, companionIds]));
  const ids = kept.map(({ productId }) => productId);
  const compared = Map.groupBy(
    await readCompared(db, ids, storeCurrencies[0] as StoreCurrency),
    ({ of }) => of,
  );
  return new Map(
    [...compared].map(([id, others]) => {
      const own = others.find((other) => other.id === id);
      return [id, own === undefined ? [] : rankRelated(own, others)];
    }),
  );
}
