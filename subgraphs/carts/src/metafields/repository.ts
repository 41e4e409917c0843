import type { StatementSample } from '@cartwright/database';
import { definitionSamples, definitionStore } from '@cartwright/metafields';
import type { Tables } from '../generated/tables.ts';

/** What has metafields here. */
export type OwnerType = 'CART' | 'CART_LINE';

/** What is laid down of metafields of carts and of their lines. */
export const definitions = definitionStore<Tables, OwnerType>();

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = definitionSamples(definitions, 'CART');
