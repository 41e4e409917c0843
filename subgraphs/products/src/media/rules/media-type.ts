/** What a file is used as. */
export type MediaKind = 'DOCUMENT' | 'IMAGE' | 'MODEL' | 'TABLE' | 'VIDEO';

const mediaTypes = {
  'application/jsonl': 'TABLE',
  'application/pdf': 'DOCUMENT',
  'image/avif': 'IMAGE',
  'image/jpeg': 'IMAGE',
  'image/png': 'IMAGE',
  'image/webp': 'IMAGE',
  'model/gltf-binary': 'MODEL',
  'model/vnd.usdz+zip': 'MODEL',
  'text/csv': 'TABLE',
  'video/mp4': 'VIDEO',
  'video/webm': 'VIDEO',
} as const satisfies Record<string, MediaKind>;

/** What may be uploaded. */
export type MediaType = keyof typeof mediaTypes;

const megabyte = 1_000_000;

/** How large a file of a kind may be. */
export const maxBytes: Readonly<Record<MediaKind, number>> = {
  DOCUMENT: 20 * megabyte,
  IMAGE: 25 * megabyte,
  MODEL: 50 * megabyte,
  TABLE: 100 * megabyte,
  VIDEO: 100 * megabyte,
};

/** So much of what nobody expects is read all the same, so that whoever sends it hears the answer. */
export const maxUploadBytes = maxBytes.IMAGE;

/** The types that may be uploaded, as messages list them. */
export const mediaTypeNames = Object.keys(mediaTypes).join(', ');

/** Whether files of a type may be uploaded. */
export function isMediaType(type: string): type is MediaType {
  return Object.hasOwn(mediaTypes, type);
}

/** What files of a type are used as. */
export function kindOf(type: MediaType): MediaKind {
  return mediaTypes[type];
}
