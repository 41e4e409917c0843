import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import type { MediaStorage, PictureImporter } from '../ports.ts';
import type { PictureFault } from '../import-picture.ts';
import type { MediaFile } from '../repository/files.ts';
import type { MediaUpload } from '../repository/uploads.ts';
import { kindOf } from '../rules/media-type.ts';
import { sniffMediaType, tellingBytes } from '../rules/sniff-media-type.ts';
import { isPlayed, storageKey, uploadKey, type StoredType } from '../rules/storage-key.ts';
import { exactly, WrongLengthError } from '../storage/exactly.ts';

/** Why what was sent is not taken; NOT_ARRIVED may still come. */
export type UploadFault = 'NOT_ARRIVED' | 'WRONG_SIZE' | 'WRONG_TYPE' | PictureFault;

/** A file that is to be stored. */
export interface TakenFile extends Pick<
  MediaFile,
  'sha256' | 'storageKey' | 'byteSize' | 'width' | 'height'
> {
  readonly mediaType: MediaFile['mediaType'];
  /** What is written; of what is kept as it was sent, where it is, and what tells that it is the same still. */
  readonly content: { readonly bytes: Buffer } | { readonly key: string; readonly tag: string };
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
  if (isPlayed(upload.mediaType)) return takeAsSent(storage, upload);
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

/** Videos and 3D models are too large to be held, and nobody makes others of them. */
async function takeAsSent(storage: MediaStorage, upload: MediaUpload): Promise<TakenUpload> {
  const key = uploadKey(upload.id);
  const tag = await storage.tag(key);
  const sent = tag === null ? null : await storage.read(key);
  if (tag === null || sent === null) return refused('NOT_ARRIVED');
  const digest = await digestExactly(sent, upload.byteSize);
  if (digest === null) return refused('WRONG_SIZE');
  const { head, sha256 } = digest;
  const mediaType = sniffMediaType(head);
  if (mediaType === undefined || !isPlayed(mediaType)) return refused('WRONG_TYPE');
  if (kindOf(mediaType) !== kindOf(upload.mediaType)) return refused('WRONG_TYPE');
  const stored = { sha256, storageKey: storageKey(sha256, mediaType), byteSize: upload.byteSize };
  return { kind: 'taken', file: { ...stored, mediaType, width: null, height: null, content: { key, tag } } };
}

/** The first bytes and the digest of all; null when there are more or fewer. */
async function digestExactly(
  sent: Readable,
  byteSize: number,
): Promise<{ readonly head: Buffer; readonly sha256: string } | null> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  const isExact = await readThrough(sent, byteSize, (piece) => {
    hash.update(piece);
    if (head.length < tellingBytes) head = Buffer.concat([head, piece.subarray(0, tellingBytes)]);
  });
  return isExact ? { head: head.subarray(0, tellingBytes), sha256: hash.digest('hex') } : null;
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
  return { kind: 'taken', file: { ...stored, mediaType, width, height, content: { bytes } } };
}

/** Null when there are more or fewer bytes. */
async function readExactly(sent: Readable, byteSize: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  return (await readThrough(sent, byteSize, (piece) => pieces.push(piece))) ? Buffer.concat(pieces) : null;
}

/** Whether there are so many bytes, each of which is shown; what is too long is not read to its end. */
async function readThrough(
  sent: Readable,
  byteSize: number,
  show: (piece: Buffer) => void,
): Promise<boolean> {
  try {
    await pipeline(sent, exactly(byteSize), async (through: AsyncIterable<Buffer>) => {
      for await (const piece of through) show(piece);
    });
    return true;
  } catch (error) {
    if (error instanceof WrongLengthError) return false;
    throw error;
  }
}

function refused(fault: UploadFault): TakenUpload {
  return { kind: 'refused', fault };
}
