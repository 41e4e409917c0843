import { createLoop, type Background } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { serveExports } from '@cartwright/transfer';
import { openStorage, PathSigner } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { transferContext } from './context.ts';
import { findExport } from './repository/exports.ts';
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
      serveExports(app, {
        path: '/exports/products',
        find: async (tokenSha256) => {
          const found = await findExport(database.statements, { tokenSha256, now: now() });
          if (found === undefined) return undefined;
          const { content, format } = found;
          return { format, name: content.toLowerCase(), write: () => writeExport(parts, found) };
        },
      }),
    background: work === undefined ? [] : [work],
  };
}

/** Works imports; told to stop, it ends behind the line that it is at. */
function working(parts: Parts, storage: NonNullable<ReturnType<typeof openStorage>>) {
  const { config, database, newId, now, logger } = parts;
  let isStopping = false;
  const round = () => {
    const { messaging } = parts;
    return workImports({ database, messaging, newId, now, logger, storage, isStopping: () => isStopping });
  };
  const loop = createLoop({
    name: 'work imports',
    round,
    intervalMs: config.IMPORT_SWEEP_SECONDS * 1_000,
    logger,
  });
  const stop: Background['stop'] = () => {
    isStopping = true;
    return loop.stop();
  };
  return { ...loop, stop };
}
