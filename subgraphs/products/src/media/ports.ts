import type { Readable } from 'node:stream';
import type { ImportedPicture } from './import-picture.ts';
import type { Picture } from './repository/images.ts';
import type { Rendition } from './rules/rendition.ts';

/** A picture as it was stored. */
export interface Original {
  /** `image/svg+xml`, `image/jpeg`, … */
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A picture as it was stored, for whoever is to be sent it. */
export interface SentOriginal {
  readonly mediaType: string;
  /** As HTTP has it. */
  readonly etag: string;
  /** Null when it is gone. */
  readonly open: () => Promise<Buffer | Readable | null>;
}

/** Where pictures are as they were stored. */
export interface Originals {
  /** The picture of a row, whole; null when it is gone. */
  readonly read: (image: Picture) => Promise<Original | null>;
  /** The same to be sent: nothing of it is read before. */
  readonly find: (image: Picture) => SentOriginal | null;
}

/** Reads what something is made of, once its turn has come; null when it is gone. */
export type ReadOriginal = () => Promise<Original | null>;

/** Which rendition of which picture. */
export interface RenditionKey {
  readonly imageId: string;
  /** As `renditionName` gives it: safe in a path. */
  readonly name: string;
}

/** Where renditions are kept once they are made. It may forget any of them, and never fails: then nothing is kept. */
export interface KeptRenditions {
  /** The rendition exactly as it was kept; undefined when it is not there or was damaged. */
  readonly find: (key: RenditionKey) => Promise<Buffer | undefined>;
  readonly keep: (key: RenditionKey, bytes: Buffer) => Promise<void>;
}

/** Makes renditions. */
export interface Renderer {
  /** Null where there is nothing to read. @throws PicturesBusyError, RendererMissingError, or what is wrong with the original */
  readonly render: (image: Picture, read: ReadOriginal, rendition: Rendition) => Promise<Buffer | null>;
  /** A `data:` URL of a picture of 16 pixels; null, and throws, as `render`. */
  readonly placeholder: (read: ReadOriginal) => Promise<string | null>;
}

/** Takes pictures from outside. */
export interface PictureImporter {
  /** @throws PicturesBusyError, RendererMissingError */
  readonly importPicture: (bytes: Buffer) => Promise<ImportedPicture>;
}

/** A file that somebody may send. */
export interface ExpectedUpload {
  readonly id: string;
  readonly mediaType: string;
  readonly byteSize: number;
  /** Until when. */
  readonly expiresAt: Date;
}

/** How a client sends the bytes of an upload. */
export interface UploadRequest {
  /** Absolute; whoever has it may send the bytes. */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** A part of a file. */
export interface StoredPart {
  /** The first byte, counted from 0. */
  readonly start: number;
  /** The last byte. */
  readonly end: number;
}

/** Where uploads arrive and files are kept, each under a key: one or more names separated by `/`. */
export interface MediaStorage {
  /** How a client sends an upload, which then is at `uploadKey`. */
  readonly requestFor: (upload: ExpectedUpload) => Promise<UploadRequest>;
  /** In bytes; null when nothing is there. */
  readonly size: (key: string) => Promise<number | null>;
  /** What is there; null when nothing is. */
  readonly read: (key: string, part?: StoredPart) => Promise<Readable | null>;
  /** Another one once something else is there; null when nothing is. */
  readonly tag: (key: string) => Promise<string | null>;
  /** Puts what is at one key at another as well. @throws when it is not what had the tag any more */
  readonly copy: (from: string, to: string, tag: string) => Promise<void>;
  /** Puts something there, whole or not at all, in the place of what was there. */
  readonly write: (key: string, bytes: Buffer) => Promise<void>;
  /** Takes away what is there, if anything is. */
  readonly remove: (key: string) => Promise<void>;
  /** Takes away what was left behind half written. */
  readonly tidy: () => Promise<void>;
}
