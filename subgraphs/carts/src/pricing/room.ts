import type { Statements } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { HeldTerms } from './held-terms.ts';
import { loadPriceTerms, readTermsVersion } from './repository.ts';
import { resolvers } from './resolvers.ts';

/** What a cart costs. */
export const pricingRoom: Room<Tables> = { resolvers };

/** Makes what a process holds of what prices depend on. */
export function heldTerms({
  config,
  database,
}: Pick<Parts, 'config' | 'database'>): HeldTerms<Statements<Tables>> {
  return new HeldTerms({
    db: database.statements,
    readVersion: readTermsVersion,
    load: loadPriceTerms,
    timeZone: config.SHOP_TIME_ZONE,
  });
}
