import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import type { MediaStorage, PictureImporter } from '../ports.ts';
import { findFile, insertFile, type MediaFile } from '../repository/files.ts';
import { findUpload, lockUpload, saveUpload, type MediaUpload } from '../repository/uploads.ts';
import { kindOf } from '../rules/media-type.ts';
import { uploadKey } from '../rules/storage-key.ts';
import { takeUpload, type TakenFile, type UploadFault } from './take-upload.ts';

/** What uploads are completed with; no storage where the store takes no files. */
export interface Dependencies extends Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'> {
  readonly storage: MediaStorage | undefined;
  readonly importer: PictureImporter;
  /** What is being stored: whoever asks for the same meanwhile gets the same answer. */
  readonly underway: Map<string, Promise<FinishUploadOutcome>>;
}

/** An upload whose bytes have been sent. */
export interface CompleteUpload {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of what was sent. */
export type FinishUploadOutcome =
  | { readonly kind: 'completed'; readonly file: MediaFile }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly fault: UploadFault };

/** What came of it. */
export type CompleteUploadOutcome = FinishUploadOutcome | InvalidInput;

/** Stores what was sent, once however often it is asked for, with an entry in the audit trail. @throws as `importPicture` does */
export async function completeUpload(
  dependencies: Dependencies,
  { staffId, id, reason }: CompleteUpload,
): Promise<CompleteUploadOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const { now } = dependencies;
  return finishUpload(dependencies, {
    id,
    customerId: null,
    record: (transaction, { id: target, sha256, mediaType, byteSize }) => {
      const action = {
        staffId,
        operation: 'mediaUploadComplete',
        target,
        reason: why.value.reason,
        at: now(),
      };
      const after = { uploadId: id, sha256, mediaType, byteSize };
      return recordStaffAction('products', transaction, { ...action, before: null, after });
    },
  });
}

/** An upload whose bytes have been sent: whose it is, null for staff's, and what else is written when it is stored. */
export interface FinishUpload {
  readonly id: string;
  readonly customerId: string | null;
  readonly record?: (
    transaction: Parameters<typeof recordStaffAction>[1],
    stored: MediaFile,
  ) => Promise<unknown>;
}

/** Stores what was sent, once however often it is asked for. @throws as `importPicture` does */
export function finishUpload(
  dependencies: Dependencies,
  finishing: FinishUpload,
): Promise<FinishUploadOutcome> {
  const { underway } = dependencies;
  const key = `${finishing.customerId ?? 'staff'} ${finishing.id}`;
  const begun =
    underway.get(key) ?? takeAndStore(dependencies, finishing).finally(() => underway.delete(key));
  underway.set(key, begun);
  return begun;
}

async function takeAndStore(
  dependencies: Dependencies,
  finishing: FinishUpload,
): Promise<FinishUploadOutcome> {
  const { database, storage, importer, now } = dependencies;
  const { id, customerId } = finishing;
  const upload = isId(id) ? await findUpload(database.statements, id, customerId) : undefined;
  if (upload === undefined || storage === undefined) return { kind: 'not-found' };
  if (upload.mediaId !== null) return completed(await findFile(database.statements, upload.mediaId));
  if (kindOf(upload.mediaType) === 'TABLE') return { kind: 'refused', fault: 'WRONG_TYPE' }; // an import may still read it
  const taken = await takeUpload({ storage, importer }, upload);
  if (taken.kind === 'refused') {
    if (taken.fault === 'NOT_ARRIVED') return taken;
    await saveUpload(database.statements, id, { refusedAt: now() });
    await storage.remove(uploadKey(id));
    return taken;
  }
  const outcome = await store({ ...dependencies, storage }, { ...finishing, upload, file: taken.file });
  await storage.remove(uploadKey(id));
  return outcome;
}

interface Storing extends FinishUpload {
  readonly upload: MediaUpload;
  readonly file: TakenFile;
}

/** The row is there before the bytes are, so that whoever takes away what nobody uses waits, or is waited for. */
function store(
  dependencies: Dependencies & { readonly storage: MediaStorage },
  { id, customerId, file, record }: Storing,
): Promise<FinishUploadOutcome> {
  const { messaging, storage } = dependencies;
  return messaging.transact(async (tx, send) => {
    const upload = await lockUpload(tx, id, customerId);
    if (upload === undefined) return { kind: 'not-found' };
    if (upload.mediaId !== null) return completed(await findFile(tx, upload.mediaId)); // somebody was quicker
    const stored = await insertFile(tx, rowOf(dependencies, upload, file));
    const { content } = file;
    if ('bytes' in content) await storage.write(stored.storageKey, content.bytes);
    else await storage.copy(uploadKey(id), stored.storageKey, content.tag);
    await saveUpload(tx, id, { mediaId: stored.id });
    await record?.({ tx, send }, stored);
    return { kind: 'completed', file: stored };
  });
}

function rowOf(
  { newId, now }: Pick<Dependencies, 'newId' | 'now'>,
  { filename }: MediaUpload,
  file: TakenFile,
) {
  const { sha256, storageKey, mediaType, byteSize, width, height } = file;
  const at = now();
  const row = { id: newId(), filename, createdAt: at, releasedAt: at };
  return { ...row, sha256, storageKey, mediaType, byteSize, width, height };
}

function completed(file: MediaFile | undefined): FinishUploadOutcome {
  return file === undefined ? { kind: 'not-found' } : { kind: 'completed', file };
}
