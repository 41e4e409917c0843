import type { StatementSample } from '@cartwright/database';
import { definitionSamples, definitionStore } from '@cartwright/metafields';
import type { Tables } from '../../tables.ts';
import type { OwnerType } from './owners.ts';

/** What is laid down of metafields of the catalogue. */
export const definitions = definitionStore<Tables, OwnerType>();

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = definitionSamples(definitions, 'PRODUCT');
