import { createWorkLoop, type Background } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { createSharpRenderer, openStorage, PathSigner, type MediaStorage } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { pictureFetchesContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import { claimDue, fetchPicture } from './use-cases/fetch-picture.ts';

/** So many are fetched at once by a process; what is drawn anew of them takes its turn. */
const atOnce = 4;

/** Pictures that come from addresses. */
export function pictureFetchesRoom(parts: Parts): Room<Tables> {
  const { config } = parts;
  const storage = openStorage(config, new PathSigner(config.MEDIA_SIGNING_KEYS));
  const asking = { targets: config.PICTURE_FETCH_TARGETS, takesFiles: storage !== undefined };
  return {
    resolvers,
    context: () => {
      const { database, messaging, newId, now } = parts;
      return { pictureFetches: pictureFetchesContext({ database, messaging, newId, now, ...asking }) };
    },
    background: storage === undefined ? [] : [fetching(parts, storage)],
  };
}

function fetching(parts: Parts, storage: MediaStorage): Background {
  const { config, logger, now, newId, database } = parts;
  const stopping = new AbortController();
  const importer = createSharpRenderer({ logger });
  const about = { storage, importer, targets: config.PICTURE_FETCH_TARGETS, stopping: stopping.signal };
  const loop = createWorkLoop({
    name: 'fetch pictures',
    claim: (limit) => claimDue({ database, now }, limit),
    work: (due) => fetchPicture({ database, messaging: parts.messaging, newId, now, ...about }, due),
    maxInHand: atOnce,
    intervalMs: config.IMPORT_SWEEP_SECONDS * 1_000,
    logger,
  });
  return {
    ...loop,
    stop: () => {
      stopping.abort();
      return loop.stop();
    },
  };
}
