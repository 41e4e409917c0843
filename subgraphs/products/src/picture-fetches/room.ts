import { createWorkLoop, type Background } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import { openStorage, PathSigner, type MediaStorage, type PictureImporter } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { pictureFetchesContext } from './context.ts';
import { resolvers } from './resolvers.ts';
import type { PictureFetch } from './rules/picture-fetch.ts';
import { claimDue, fetchPicture } from './use-cases/fetch-picture.ts';

/** So many are fetched at once by a process; what is drawn anew of them takes its turn. */
const atOnce = 4;

/** Pictures that come from addresses. */
export function pictureFetchesRoom(parts: Parts, importer: PictureImporter): Room<Tables> {
  const { config } = parts;
  const storage = openStorage(config, new PathSigner(config.MEDIA_SIGNING_KEYS));
  const asking = { targets: config.PICTURE_FETCH_TARGETS, takesFiles: storage !== undefined };
  return {
    resolvers,
    context: () => {
      const { database, messaging, newId, now } = parts;
      return { pictureFetches: pictureFetchesContext({ database, messaging, newId, now, ...asking }) };
    },
    background: storage === undefined ? [] : [fetching(parts, { storage, importer })],
  };
}

function fetching(
  parts: Parts,
  media: { readonly storage: MediaStorage; readonly importer: PictureImporter },
): Background {
  const { config, logger, now, newId, database } = parts;
  const stopping = new AbortController();
  const underWay = new Set<PictureFetch>();
  const about = { ...media, targets: config.PICTURE_FETCH_TARGETS, stopping: stopping.signal };
  const loop = createWorkLoop({
    name: 'fetch pictures',
    claim: (limit) => claimDue({ database, now }, { limit, underWay: [...underWay] }),
    work: async (due) => {
      underWay.add(due);
      try {
        await fetchPicture({ database, messaging: parts.messaging, newId, now, ...about }, due);
      } finally {
        underWay.delete(due);
        loop.wake(); // another one of its host, or of its product, may be due
      }
    },
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
