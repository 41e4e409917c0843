import type { Image } from './repository.ts';
import type { Rendition } from './rules/rendition.ts';

/** A picture as it was stored. */
export interface Original {
  /** `image/svg+xml`, `image/jpeg`, … */
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** Where pictures are as they were stored. */
export interface Originals {
  /** The picture of a row; null when it is gone. */
  readonly read: (image: Image) => Promise<Original | null>;
}

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
  /** @throws PicturesBusyError, RendererMissingError, or what is wrong with the original */
  readonly render: (image: Image, original: Original, rendition: Rendition) => Promise<Buffer>;
  /** A `data:` URL of a picture of 16 pixels. @throws as `render` does */
  readonly placeholder: (original: Original) => Promise<string>;
}
