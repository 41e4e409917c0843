import type { Parts } from '../../parts.ts';
import { findDueVariants, postponeSales } from '../repository/sales.ts';
import { changePrices } from './change-prices.ts';

/** So many are seen to in one transaction: a sale of thousands of variants begins within seconds. */
const mostAtOnce = 100;

/** After so long, what could not begin or end is tried again. */
const retryMs = 60_000;

type Dependencies = Pick<Parts, 'database' | 'messaging' | 'now' | 'logger'>;

/**
 * Begins and ends sales whose time has come. Where one cannot, the variants are seen to each for itself, and it is left for later, so that
 * it keeps no other from it.
 */
export async function advanceSales(dependencies: Dependencies): Promise<{ readonly hasMore: boolean }> {
  const { database, logger, now } = dependencies;
  const { variantIds, hasMore } = await findDueVariants(database.statements, now(), mostAtOnce);
  if (variantIds.length === 0) return { hasMore };
  try {
    await advance(dependencies, variantIds);
  } catch (error) {
    logger.error({ err: error }, 'sales could not begin or end together');
    await advanceEach(dependencies, variantIds);
  }
  return { hasMore };
}

async function advanceEach(dependencies: Dependencies, variantIds: readonly string[]): Promise<void> {
  const { database, logger, now } = dependencies;
  for (const variantId of variantIds) {
    try {
      await advance(dependencies, [variantId]);
    } catch (error) {
      logger.error({ err: error, variantId }, 'a sale could not begin or end');
      const at = now();
      const retryAt = new Date(at.getTime() + retryMs);
      await postponeSales(database.statements, variantId, { now: at, retryAt });
    }
  }
}

async function advance(dependencies: Dependencies, variantIds: readonly string[]): Promise<void> {
  await changePrices(dependencies, variantIds, ({ store }) => store());
}
