import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { promotionsContext } from './context.ts';
import type { ForgottenTerms } from '../price-terms/door.ts';
import { resolvers } from './resolvers.ts';
import { purgeUses } from './use-cases/purge-uses.ts';

const hourMs = 60 * 60 * 1_000;

/** Discounts as staff keep them, their codes, and how often they were used. */
export function promotionsRoom(parts: Parts, terms: ForgottenTerms): Room<Tables> {
  const { database, now, logger } = parts;
  const purge = createLoop({
    name: 'purge uses of promotions',
    round: () => purgeUses(database.statements, now()),
    intervalMs: hourMs,
    logger,
  });
  return { resolvers, context: () => ({ promotions: promotionsContext(parts, terms) }), background: [purge] };
}
