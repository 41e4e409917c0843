/** Where an image is, below the store's public address. */
export function mediaPath(imageId: string): string {
  return `/media/${imageId}.svg`;
}
