import type { InvalidInput } from '@cartwright/input';
import { countUploadsOf, insertUpload } from '../repository/uploads.ts';
import { readPhoto, type UploadInput } from '../rules/upload-input.ts';
import { finishUpload, type Dependencies as Finishing, type FinishUploadOutcome } from './complete-upload.ts';
import { openUpload, type CreateUploadOutcome, type Dependencies } from './create-upload.ts';

/** A photo that a customer wants to send. */
export interface CreatePhotoUpload extends Omit<UploadInput, 'reason'> {
  readonly customerId: string;
}

/** What came of it. */
export type CreatePhotoUploadOutcome =
  Exclude<CreateUploadOutcome, InvalidInput> | { readonly kind: 'too-many' } | InvalidInput;

/** Lets photos of customers be worked one after the other, so that they hold up no pictures of the shop. @throws PicturesBusyError when too many wait */
export type InTurn = <Made>(make: () => Promise<Made>) => Promise<Made>;

const dayMs = 24 * 60 * 60 * 1_000;
/** So many photos a customer may begin to send within a day. */
const mostWithinDay = 30;

/** Lets a customer send a photo, and says how. */
export async function createPhotoUpload(
  { messaging, storage, newId, now }: Dependencies,
  { customerId, ...input }: CreatePhotoUpload,
): Promise<CreatePhotoUploadOutcome> {
  const read = readPhoto(input);
  if (read.kind === 'invalid-input') return read;
  if (storage === undefined) return { kind: 'no-storage' };
  const { row, request } = await openUpload({ storage, newId, now }, read.value);
  const { id, createdAt, expiresAt } = row;
  return messaging.transact(async (tx) => {
    const begun = await countUploadsOf(tx, customerId, new Date(createdAt.getTime() - dayMs));
    if (begun >= mostWithinDay) return { kind: 'too-many' };
    await insertUpload(tx, { ...row, customerId });
    return { kind: 'created', id, request, expiresAt };
  });
}

/** Stores the photo that a customer has sent, once however often it is asked for, one photo at a time. @throws as `importPicture` does */
export function completePhotoUpload(
  dependencies: Finishing & { readonly inTurn: InTurn },
  { customerId, id }: { readonly customerId: string; readonly id: string },
): Promise<FinishUploadOutcome> {
  return dependencies.inTurn(() => finishUpload(dependencies, { id, customerId }));
}
