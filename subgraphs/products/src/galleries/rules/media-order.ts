/** What stands among pictures. */
export interface AmongPictures {
  /** How many of the pictures stand before it. */
  readonly picturesBefore: number;
}

/** Pictures, and what stands among them, in one order; what was behind more pictures than there are is at the end. */
export function inOneOrder<Picture, Medium extends AmongPictures>(
  pictures: readonly Picture[],
  media: readonly Medium[],
): (Picture | Medium)[] {
  const standing = (place: number) =>
    media.filter(({ picturesBefore }) => Math.min(picturesBefore, pictures.length) === place);
  return [
    ...pictures.flatMap((picture, place) => [...standing(place), picture]),
    ...standing(pictures.length),
  ];
}
