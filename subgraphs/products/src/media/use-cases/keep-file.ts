import type { Transaction } from '@cartwright/database';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import type { MediaStorage } from '../ports.ts';
import { insertFile, type MediaFile } from '../repository/files.ts';
import type { TakenFile } from './take-upload.ts';

/** What files are kept with. */
export interface Dependencies extends Pick<Parts, 'newId' | 'now'> {
  readonly storage: MediaStorage;
}

/**
 * Keeps a file, once however often its bytes come. The row is there before the bytes are, so that whoever takes away what nobody uses
 * waits, or is waited for.
 */
export async function keepFile(
  tx: Transaction<Tables>,
  { storage, newId, now }: Dependencies,
  { file, filename }: { readonly file: TakenFile; readonly filename: string },
): Promise<MediaFile> {
  const { content, ...taken } = file;
  const at = now();
  const stored = await insertFile(tx, { ...taken, id: newId(), filename, createdAt: at, releasedAt: at });
  if ('bytes' in content) await storage.write(stored.storageKey, content.bytes);
  else await storage.copy(content.key, stored.storageKey, content.tag);
  return stored;
}
