import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { serveExportBook } from '@cartwright/transfer';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { exportBook } from './repository/exports.ts';
import { resolvers } from './resolvers.ts';
import { createExport } from './use-cases/create-export.ts';
import { writeExport } from './use-cases/write-export.ts';

/** What the resolvers of this room find. */
export type TransferContext = ReturnType<typeof contextOf>;

/** Orders as files that staff fetch. */
export function transferRoom(parts: Parts): Room<Tables> {
  const { database, now } = parts;
  return {
    resolvers,
    context: () => contextOf(parts),
    routes: (app) =>
      serveExportBook(app, {
        ...{ path: '/exports/orders', book: exportBook, database, now },
        nameOf: () => 'orders',
        write: (row) => writeExport(parts, row),
      }),
  };
}

const contextOf = (parts: Parts) => ({ transfer: bind(parts, { createExport }) });
