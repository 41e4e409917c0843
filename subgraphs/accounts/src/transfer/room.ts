import { consentClaimed } from '@cartwright/events';
import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { importLoop, importReads, serveExportBook, serveImports } from '@cartwright/transfer';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { exportBook } from './repository/exports.ts';
import { resolvers } from './resolvers.ts';
import { maxFileBytes } from './rules/new-import.ts';
import { books } from './repository/imports.ts';
import { cancelImport } from './use-cases/cancel-import.ts';
import { createExport } from './use-cases/create-export.ts';
import { createImport, importPath } from './use-cases/create-import.ts';
import { expectFile, receiveFile } from './use-cases/receive-file.ts';
import { workImports } from './use-cases/work-imports.ts';
import { writeExport } from './use-cases/write-export.ts';

/** What the resolvers of this room find. */
export type TransferContext = ReturnType<typeof contextOf>;

/** Customers as files: what staff fetch, and what they send, line by line. */
export function transferRoom(parts: Parts): Room<Tables> {
  const { database, now } = parts;
  const work = working(parts);
  return {
    resolvers,
    publishes: [consentClaimed],
    context: () => contextOf(parts),
    routes: (app) => {
      serveExportBook(app, {
        ...{ path: '/exports/customers', book: exportBook, database, now },
        nameOf: () => 'customers',
        write: (row) => writeExport(parts, row),
      });
      serveImports(app, {
        ...{ path: importPath, mostBytes: maxFileBytes, mutation: 'customerImportCreate' },
        expect: (token) => expectFile(parts, token),
        receive: async (file) => {
          const reception = await receiveFile(parts, file);
          if (reception === 'received') work.wake();
          return reception;
        },
      });
    },
    background: [work],
  };
}

function working(parts: Parts) {
  const { config, database, newId, now, logger } = parts;
  return importLoop({
    name: 'work imports of customers',
    intervalMs: config.IMPORT_SWEEP_SECONDS * 1_000,
    logger,
    round: (isStopping) => {
      const { messaging } = parts;
      const erasedAddressesKey = config.ERASED_ADDRESSES_KEY;
      return workImports({ database, messaging, newId, now, logger, isStopping, erasedAddressesKey });
    },
  });
}

const contextOf = (parts: Parts) => ({
  transfer: bind(parts, {
    ...{ createExport, createImport, cancelImport },
    ...importReads(books, 'customer imports'),
  }),
});
