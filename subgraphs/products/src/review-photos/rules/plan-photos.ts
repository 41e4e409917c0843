import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';

/** A photo that has been sent and stored. */
export interface SentPhoto {
  readonly uploadId: string;
  readonly mediaId: string;
  readonly key: string;
  readonly width: number;
  readonly height: number;
}

/** A photo that a review is to have: one that it has already, by its id, or one that was sent. */
export type PlannedPhoto = { readonly id: string } | SentPhoto;

/** The photos that a review is to have, in their order. */
export interface PhotoPlan {
  readonly kind: 'planned';
  readonly photos: readonly PlannedPhoto[];
  /** Whether they are others than it has, or in another order. */
  readonly isChange: boolean;
}

/** Looks up the ids of photos that a review is to have, among those that it has and those that its author has sent. */
export function planPhotos(
  wanted: readonly string[],
  present: readonly string[],
  sent: readonly SentPhoto[],
): PhotoPlan | InvalidInput {
  const known = new Map<string, PlannedPhoto>([
    ...sent.map((photo) => [photo.uploadId, photo] as const),
    ...present.map((id) => [id, { id }] as const),
  ]);
  const faults = wanted.flatMap((id, place) => {
    const isTwice = wanted.indexOf(id) < place;
    if (known.has(id) && !isTwice) return [];
    const message = isTwice ? 'This photo is there twice.' : 'There is no such photo.';
    return [invalidField(['photos', String(place)], 'INVALID_VALUE', message)];
  });
  if (faults.length > 0) return invalidInput(...faults);
  const photos = wanted.flatMap((id) => known.get(id) ?? []);
  const isChange = wanted.length !== present.length || wanted.some((id, place) => id !== present[place]);
  return { kind: 'planned', photos, isChange };
}
