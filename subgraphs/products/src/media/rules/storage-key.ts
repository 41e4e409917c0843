/** What stored pictures are, and how their files end. */
const pictures = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' } as const;
const played = {
  'model/gltf-binary': 'glb',
  'model/vnd.usdz+zip': 'usdz',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
} as const;
const extensions = { ...pictures, ...played, 'application/pdf': 'pdf' } as const;

/** What a picture is once it is stored. */
export type StoredPictureType = keyof typeof pictures;

/** What a video or a 3D model is, which is stored as it was sent. */
export type PlayedType = keyof typeof played;

/** What a file is once it is stored. */
export type StoredType = keyof typeof extensions;

/** How the addresses of pictures as they were stored end. */
export const pictureExtensions = ['svg', ...Object.values(pictures)] as const;

/** How the addresses of videos and 3D models end. */
export const playedExtensions = Object.values(played);

const sampleExtension = 'svg';

/** Where bytes are until they have been looked at. */
export function uploadKey(uploadId: string): string {
  return `uploads/${uploadId}`;
}

/** Where a file is stored: named by its bytes, so that what is there never changes. */
export function storageKey(sha256: string, mediaType: StoredType): string {
  return `files/${sha256.slice(0, 2)}/${sha256}.${extensions[mediaType]}`;
}

/** Whether a file is a video or a 3D model. */
export function isPlayed(mediaType: string): mediaType is PlayedType {
  return Object.hasOwn(played, mediaType);
}

/** How the address of a video or a 3D model ends. */
export function playedExtensionOf(mediaType: PlayedType): string {
  return played[mediaType];
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
