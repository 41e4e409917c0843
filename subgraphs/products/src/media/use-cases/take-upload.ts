import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { MediaStorage, PictureImporter } from '../ports.ts';
import type { PictureFault } from '../import-picture.ts';
import type { MediaFile } from '../repository/files.ts';
import type { MediaUpload } from '../repository/uploads.ts';
import { kindOf } from '../rules/media-type.ts';
import { sniffMediaType, tellingBytes } from '../rules/sniff-media-type.ts';
import { storageKey, uploadKey, type StoredType } from '../rules/storage-key.ts';
import { exactly, WrongLengthError } from '../storage/exactly.ts';

/** Why what was sent is not taken; NOT_ARRIVED may still come. */
export type UploadFault = 'NOT_ARRIVED' | 'WRONG_SIZE' | 'WRONG_TYPE' | PictureFault;

/** A file that is to be stored. */
export interface TakenFile extends Pick<
  MediaFile,
  'sha256' | 'storageKey' | 'byteSize' | 'width' | 'height'
> {
  readonly mediaType: MediaFile['mediaType'];
  readonly bytes: Buffer;
}

/** What has become of the bytes of an upload. */
export type TakenUpload =
  | { readonly kind: 'taken'; readonly file: TakenFile }
  | { readonly kind: 'refused'; readonly fault: UploadFault };

/** Looks at what was sent, whatever was said of it, and makes of it what may be stored. @throws as `importPicture` does */
export async function takeUpload(
  { storage, importer }: { readonly storage: MediaStorage; readonly importer: PictureImporter },
  upload: MediaUpload,
): Promise<TakenUpload> {
  const sent = await storage.read(uploadKey(upload.id));
  if (sent === null) return refused('NOT_ARRIVED');
  const bytes = await readExactly(sent, upload.byteSize);
  if (bytes === null) return refused('WRONG_SIZE');
  if (kindOf(upload.mediaType) === 'IMAGE') return takePicture(importer, bytes);
  const type = sniffMediaType(bytes.subarray(0, tellingBytes));
  if (type !== 'application/pdf') return refused('WRONG_TYPE');
  return taken({ mediaType: type, bytes, width: null, height: null });
}

/** Makes of bytes from outside the picture that may be stored, whatever they were said to be. @throws as `importPicture` does */
export async function takePicture(importer: PictureImporter, bytes: Buffer): Promise<TakenUpload> {
  const type = sniffMediaType(bytes.subarray(0, tellingBytes));
  if (type === undefined || kindOf(type) !== 'IMAGE') return refused('WRONG_TYPE');
  const picture = await importer.importPicture(bytes);
  return picture.kind === 'refused' ? picture : taken(picture);
}

interface StoredBytes {
  readonly mediaType: StoredType;
  readonly bytes: Buffer;
  readonly width: number | null;
  readonly height: number | null;
}

function taken({ mediaType, bytes, width, height }: StoredBytes): TakenUpload {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stored = { sha256, storageKey: storageKey(sha256, mediaType), byteSize: bytes.length };
  return { kind: 'taken', file: { ...stored, mediaType, width, height, bytes } };
}

/** Null when there are more or fewer bytes; what is too long is not read to its end. */
async function readExactly(sent: Readable, byteSize: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  try {
    await pipeline(sent, exactly(byteSize), async (through: AsyncIterable<Buffer>) => {
      for await (const piece of through) pieces.push(piece);
    });
    return Buffer.concat(pieces);
  } catch (error) {
    if (error instanceof WrongLengthError) return null;
    throw error;
  }
}

function refused(fault: UploadFault): TakenUpload {
  return { kind: 'refused', fault };
}
