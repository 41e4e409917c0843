import type { Logger } from '@cartwright/process';
import type { Parts } from '../../parts.ts';
import type { MediaStorage } from '../ports.ts';
import { deleteFile, findUnused, lockUnused } from '../repository/files.ts';
import { deleteUpload, findOldUploads } from '../repository/uploads.ts';
import { uploadKey } from '../rules/storage-key.ts';

/** What files are taken away with. */
export interface Dependencies extends Pick<Parts, 'database' | 'now'> {
  readonly storage: MediaStorage;
  readonly logger: Logger;
}

const hourMs = 60 * 60 * 1_000;
/** By then nobody completes an upload any more. */
const uploadsKeptMs = 24 * hourMs;
/** Whoever has taken a picture from a product by mistake can put it back for so long. */
const unusedKeptMs = 7 * 24 * hourMs;
const mostAtOnce = 100;

/** Takes away uploads of the day before, and files that no product has had for a week. @returns whether there may be more */
export async function sweepMedia(dependencies: Dependencies): Promise<{ hasMore: boolean }> {
  const uploads = await sweepUploads(dependencies);
  const files = await sweepFiles(dependencies);
  await dependencies.storage.tidy();
  if (uploads + files > 0) dependencies.logger.info({ uploads, files }, 'unused media taken away');
  return { hasMore: uploads === mostAtOnce || files === mostAtOnce };
}

async function sweepUploads({ database: { statements }, storage, now }: Dependencies): Promise<number> {
  const at = now();
  const before = new Date(at.getTime() - uploadsKeptMs);
  const old = await findOldUploads(statements, { before, now: at, limit: mostAtOnce });
  for (const id of old) {
    await storage.remove(uploadKey(id));
    await deleteUpload(statements, id);
  }
  return old.length;
}

async function sweepFiles({ database, storage, now }: Dependencies): Promise<number> {
  const since = new Date(now().getTime() - unusedKeptMs);
  const unused = await findUnused(database.statements, since, mostAtOnce);
  for (const id of unused)
    await database.transaction(async (tx) => {
      const file = await lockUnused(tx, since, id);
      if (file === undefined) return;
      await deleteFile(tx, id);
      await storage.remove(file.storageKey); // while whoever stores the same bytes waits for the row
    });
  return unused.length;
}
