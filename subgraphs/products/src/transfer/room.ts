import type { Room } from '@cartwright/subgraph';
import { importLoop, serveExportBook } from '@cartwright/transfer';
import { openStorage, PathSigner } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { transferContext } from './context.ts';
import { exportBook } from './repository/exports.ts';
import { resolvers } from './resolvers.ts';
import { workImports } from './use-cases/work-imports.ts';
import { writeExport } from './use-cases/write-export.ts';

/** Products, prices and stock as files: what goes out, and what comes in line by line. */
export function transferRoom(parts: Parts): Room<Tables> {
  const { config, database, now } = parts;
  const storage = openStorage(config, new PathSigner(config.MEDIA_SIGNING_KEYS));
  const work = storage === undefined ? undefined : working(parts, storage);
  return {
    resolvers,
    keeping: { variesBy: { transfer: () => 'nothing' } },
    context: () => ({ transfer: transferContext(parts, { storage, wake: () => work?.wake() }) }),
    routes: (app) =>
      serveExportBook(app, {
        ...{ path: '/exports/products', book: exportBook, database, now },
        nameOf: ({ content }) => content.toLowerCase(),
        write: (row) => writeExport(parts, row),
      }),
    background: work === undefined ? [] : [work],
  };
}

function working(parts: Parts, storage: NonNullable<ReturnType<typeof openStorage>>) {
  const { config, database, newId, now, logger } = parts;
  return importLoop({
    name: 'work imports',
    intervalMs: config.IMPORT_SWEEP_SECONDS * 1_000,
    logger,
    round: (isStopping) => {
      const { messaging } = parts;
      return workImports({ config, database, messaging, newId, now, logger, storage, isStopping });
    },
  });
}
