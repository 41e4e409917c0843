import { recordStaffAction } from '@cartwright/audit';
import type { InvalidInput } from '@cartwright/input';
import type { Parts } from '../../parts.ts';
import type { MediaStorage, UploadRequest } from '../ports.ts';
import { insertUpload } from '../repository/uploads.ts';
import { readUpload, type CheckedUpload, type UploadInput } from '../rules/upload-input.ts';

/** What uploads are made with; no storage where the store takes no files. */
export interface Dependencies extends Pick<Parts, 'messaging' | 'newId' | 'now'> {
  readonly storage: MediaStorage | undefined;
}

/** A file that a member of the staff wants to send. */
export interface CreateUpload extends UploadInput {
  readonly staffId: string;
}

/** What came of it. */
export type CreateUploadOutcome =
  | {
      readonly kind: 'created';
      readonly id: string;
      readonly request: UploadRequest;
      readonly expiresAt: Date;
    }
  | { readonly kind: 'no-storage' }
  | InvalidInput;

/** For so long the bytes may be sent; who is slower asks again. */
const validMs = 60 * 60 * 1_000;

/** What is stored of an upload that begins, and how its bytes are sent. */
export async function openUpload(
  { storage, newId, now }: Pick<Dependencies, 'newId' | 'now'> & { readonly storage: MediaStorage },
  file: Omit<CheckedUpload, 'reason'>,
) {
  const [id, createdAt] = [newId(), now()];
  const expiresAt = new Date(createdAt.getTime() + validMs);
  const request: UploadRequest = await storage.requestFor({ ...file, id, expiresAt });
  return { row: { ...file, id, createdAt, expiresAt }, request };
}

/** Lets a file be sent, and says how, with an entry in the audit trail. */
export async function createUpload(
  { messaging, storage, newId, now }: Dependencies,
  { staffId, ...input }: CreateUpload,
): Promise<CreateUploadOutcome> {
  const read = readUpload(input);
  if (read.kind === 'invalid-input') return read;
  if (storage === undefined) return { kind: 'no-storage' };
  const { reason, ...file } = read.value;
  const { mediaType, byteSize } = file;
  const { row, request } = await openUpload({ storage, newId, now }, file);
  const { id, createdAt, expiresAt } = row;
  await messaging.transact(async (tx, send) => {
    await insertUpload(tx, row);
    const action = { staffId, operation: 'mediaUploadCreate', target: id, reason, at: createdAt };
    await recordStaffAction(
      'products',
      { tx, send },
      { ...action, before: null, after: { mediaType, byteSize } },
    );
  });
  return { kind: 'created', id, request, expiresAt };
}
