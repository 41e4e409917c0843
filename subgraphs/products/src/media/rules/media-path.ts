/** Where a picture is as it was stored, below the store's public address. */
export function originalPath(imageId: string): string {
  return `/media/${imageId}.svg`;
}

/** Where the rendition of a picture is that mails show (`mailRendition`). */
export function mailPicturePath(imageId: string): string {
  return `/media/${imageId}/mail.jpg`;
}
