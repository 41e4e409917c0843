import type { Parts } from '../../parts.ts';
import { findDueVariants } from '../repository/sales.ts';
import { changePrices } from './change-prices.ts';

/** So many are seen to in one transaction: a sale of thousands of variants begins within seconds. */
const mostAtOnce = 100;

type Dependencies = Pick<Parts, 'database' | 'messaging' | 'now' | 'logger'>;

/** Begins and ends sales whose time has come. Where one cannot, each is seen to for itself, so that it keeps no other from it. */
export async function advanceSales(dependencies: Dependencies): Promise<{ readonly hasMore: boolean }> {
  const { database, logger, now } = dependencies;
  const due = await findDueVariants(database.statements, now(), mostAtOnce);
  if (due.length === 0) return { hasMore: false };
  try {
    await advance(dependencies, due);
  } catch (error) {
    logger.error({ err: error }, 'sales could not begin or end together');
    return advanceEach(dependencies, due);
  }
  return { hasMore: due.length === mostAtOnce };
}

async function advanceEach(
  dependencies: Dependencies,
  due: readonly string[],
): Promise<{ readonly hasMore: boolean }> {
  let done = 0;
  for (const variantId of due) {
    try {
      await advance(dependencies, [variantId]);
      done += 1;
    } catch (error) {
      dependencies.logger.error({ err: error, variantId }, 'a sale could not begin or end');
    }
  }
  return { hasMore: done === mostAtOnce };
}

async function advance(dependencies: Dependencies, variantIds: readonly string[]): Promise<void> {
  await changePrices(dependencies, variantIds, ({ store }) => store());
}
