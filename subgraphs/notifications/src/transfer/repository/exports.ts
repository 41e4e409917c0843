import type { StatementSample } from '@cartwright/database';
import { ExportBook } from '@cartwright/transfer';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** That whoever has an address may fetch a file. */
export type ConsentExport = Readonly<Selectable<Tables['consentExports']>>;

/** The table of exports. */
export const exportBook = new ExportBook<Tables, ConsentExport>('consentExports');

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const { samples }: { readonly samples: readonly StatementSample<Tables>[] } = exportBook;
