import { extensionOf, playedExtensionOf, type PlayedType } from './storage-key.ts';

/** What the address of a picture follows from. */
interface AddressedPicture {
  readonly id: string;
  /** Null for what is drawn from its key. */
  readonly mediaId: string | null;
  readonly key: string;
}

/** Where a picture is as it was stored, below the store's public address. */
export function originalPath(image: AddressedPicture): string {
  return `/media/${image.id}.${extensionOf(image)}`;
}

/** Where a product's document is, below the store's public address. */
export function documentPath(documentId: string): string {
  return `/media/documents/${documentId}.pdf`;
}

/** Where a video or a 3D model of a product is, below the store's public address. */
export function playedPath(id: string, mediaType: PlayedType): string {
  return `/media/files/${id}.${playedExtensionOf(mediaType)}`;
}

/** Where the rendition of a picture is that mails show (`mailRendition`). */
export function mailPicturePath(imageId: string): string {
  return `/media/${imageId}/mail.jpg`;
}
