import type { StatementSample } from '@cartwright/database';
import { ExportBook } from '@cartwright/transfer';
import type { Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** That whoever has an address may fetch a file. */
export type ProductExport = Readonly<Selectable<Tables['productExports']>>;

/** The table of exports. */
export const exportBook = new ExportBook<Tables, ProductExport>('productExports');

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const { samples }: { readonly samples: readonly StatementSample<Tables>[] } = exportBook;
