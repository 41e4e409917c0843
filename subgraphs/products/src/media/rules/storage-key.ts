/** What stored pictures are, and how their files end. */
const pictures = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;
const extensions = { ...pictures, 'application/pdf': 'pdf' } as const;

/** What a picture is once it is stored. */
export type StoredPictureType = keyof typeof pictures;

/** What a file is once it is stored. */
export type StoredType = keyof typeof extensions;

/** How the addresses of pictures as they were stored end. */
export const pictureExtensions = ['svg', ...Object.values(pictures)] as const;

const sampleExtension = 'svg';

/** Where bytes are until they have been looked at. */
export function uploadKey(uploadId: string): string {
  return `uploads/${uploadId}`;
}

/** Where a file is stored: named by its bytes, so that what is there never changes. */
export function storageKey(sha256: string, mediaType: StoredType): string {
  return `files/${sha256.slice(0, 2)}/${sha256}.${extensions[mediaType]}`;
}

/** How the address of a picture ends; what is drawn is an SVG. */
export function extensionOf({
  mediaId,
  key,
}: {
  readonly mediaId: string | null;
  readonly key: string;
}): string {
  return mediaId === null ? sampleExtension : key.slice(key.lastIndexOf('.') + 1);
}

/** What a stored picture is. */
export function pictureTypeOf(key: string): StoredPictureType {
  const [type] = Object.entries(pictures).find(([, extension]) => key.endsWith(`.${extension}`)) ?? [];
  if (type === undefined) throw new Error(`${key} is not where a picture is stored`);
  return type as StoredPictureType;
}
