import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import { serveExports } from '@cartwright/transfer';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { findExport } from './repository/exports.ts';
import { resolvers } from './resolvers.ts';
import { createExport } from './use-cases/create-export.ts';
import { writeExport } from './use-cases/write-export.ts';

/** What the resolvers of this room find. */
export type TransferContext = ReturnType<typeof contextOf>;

/** Customers as files that staff fetch. */
export function transferRoom(parts: Parts): Room<Tables> {
  const { database, now } = parts;
  return {
    resolvers,
    context: () => contextOf(parts),
    routes: (app) =>
      serveExports(app, {
        path: '/exports/customers',
        find: async (tokenSha256) => {
          const found = await findExport(database.statements, { tokenSha256, now: now() });
          if (found === undefined) return undefined;
          return { format: found.format, name: 'customers', write: () => writeExport(parts, found) };
        },
      }),
  };
}

const contextOf = (parts: Parts) => ({ transfer: bind(parts, { createExport }) });
