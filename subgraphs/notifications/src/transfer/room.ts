import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { serveExportBook } from '@cartwright/transfer';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { exportBook, noteFetch } from './repository/exports.ts';
import { resolvers } from './resolvers.ts';
import { createExport } from './use-cases/create-export.ts';
import { writeExport, type MakeLinks } from './use-cases/write-export.ts';

/** So often may a file be fetched: each time, a link is stored for each address in it. */
const mostFetches = 5;

/** What the resolvers of this room find. */
export type TransferContext = ReturnType<typeof contextOf>;

/** Who has agreed to the newsletter, as files that staff fetch. */
export function transferRoom(parts: Parts, makeLinks: MakeLinks): Room<Tables> {
  const { database, now } = parts;
  return {
    resolvers,
    context: () => ({ transfer: contextOf(parts) }),
    routes: (app) =>
      serveExportBook(app, {
        ...{ path: '/exports/consents', book: exportBook, database, now },
        nameOf: () => 'consents',
        begin: ({ id }) => noteFetch(database.statements, id, mostFetches),
        write: (row) => writeExport({ database, makeLinks }, row),
      }),
  };
}

const contextOf = (parts: Parts) => bind(parts, { createExport });
