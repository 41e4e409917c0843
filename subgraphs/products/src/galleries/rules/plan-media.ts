import { invalidField, invalidInput, type InvalidField, type ReadInput } from '@cartwright/input';
import { kindOf, type Image, type MediaFile } from '../../media/door.ts';
import type { ListedMedium, Poster } from './listed-medium.ts';
import type { WantedMedium } from './media-input.ts';
import { newPicture } from './plan-gallery.ts';

/** What a product shows. */
export interface ShownThings {
  readonly images: readonly Image[];
  readonly media: readonly ListedMedium[];
}

/** What the media of a product are made from. */
export interface MediaParts {
  readonly productId: string;
  /** What it shows so far. */
  readonly present: ShownThings;
  /** What was uploaded, of the ids that were given. */
  readonly files: readonly MediaFile[];
  readonly newId: () => string;
}

/** What becomes of what a product shows. */
export interface MediaPlan extends ShownThings {
  readonly removed: ShownThings;
  /** Those that are shown no more, of what stays too. */
  readonly removedPosters: readonly Poster[];
}

type Placed = { readonly image: Image } | { readonly medium: ListedMedium };

/** Puts what a product is to show in the place of what it shows; what stays keeps its id, and so its address. */
export function planMedia(wanted: readonly WantedMedium[], parts: MediaParts): ReadInput<MediaPlan> {
  const placed: Placed[] = [];
  const faults: InvalidField[] = [];
  for (const [place, one] of wanted.entries()) {
    const pictures = placed.filter((other) => 'image' in other).length;
    const planned = placeOne(one, parts, { pictures, media: placed.length - pictures });
    if ('field' in planned)
      faults.push(invalidField(['media', String(place), planned.field], 'INVALID_VALUE', planned.message));
    else placed.push(planned);
  }
  if (faults.length > 0) return invalidInput(...faults);
  return { kind: 'valid', value: withRemoved(placed, parts.present) };
}

function withRemoved(placed: readonly Placed[], present: ShownThings): MediaPlan {
  const images = placed.flatMap((one) => ('image' in one ? [one.image] : []));
  const media = placed.flatMap((one) => ('medium' in one ? [one.medium] : []));
  const kept = new Set([...images, ...media].map(({ id }) => id));
  const posters = new Set(media.flatMap(({ poster }) => poster?.id ?? []));
  return {
    images,
    media,
    removed: {
      images: present.images.filter(({ id }) => !kept.has(id)),
      media: present.media.filter(({ id }) => !kept.has(id)),
    },
    removedPosters: present.media.flatMap(({ poster }) =>
      poster === null || posters.has(poster.id) ? [] : [poster],
    ),
  };
}

interface Misplaced {
  readonly field: 'id' | 'mediaId' | 'posterMediaId';
  readonly message: string;
}

/** How many stand before it already. */
interface Before {
  readonly pictures: number;
  readonly media: number;
}

function placeOne(wanted: WantedMedium, parts: MediaParts, before: Before): Placed | Misplaced {
  const { altText } = wanted;
  const found = findOne(wanted, parts);
  if ('field' in found) return found;
  if ('image' in found)
    return wanted.posterMediaId == null
      ? { image: { ...found.image, altText, position: before.pictures } }
      : { field: 'posterMediaId', message: 'A picture stands for itself.' };
  const poster = posterOf(found.medium, wanted, parts);
  if (poster !== null && 'field' in poster) return poster;
  const { pictures: picturesBefore, media: position } = before;
  return { medium: { ...found.medium, altText, poster, picturesBefore, position } };
}

function findOne({ source, altText }: WantedMedium, parts: MediaParts): Placed | Misplaced {
  const { present, productId, newId } = parts;
  const fresh = { productId, altText, picturesBefore: 0, position: 0, poster: null };
  switch (source.kind) {
    case 'present': {
      const image = present.images.find(({ id }) => id === source.id);
      if (image !== undefined) return { image };
      const medium = present.media.find(({ id }) => id === source.id);
      return medium === undefined ? { field: 'id', message: 'The product does not show this.' } : { medium };
    }
    case 'external':
      return { medium: { ...fresh, id: newId(), kind: 'EXTERNAL_VIDEO', mediaId: null, ...source.video } };
    case 'uploaded': {
      const file = parts.files.find(({ id }) => id === source.mediaId);
      const image = file && newPicture(file, { ...parts, altText, position: 0 });
      if (image !== undefined) return { image };
      const kind = file && kindOf(file.mediaType);
      if (file === undefined || (kind !== 'VIDEO' && kind !== 'MODEL'))
        return { field: 'mediaId', message: 'No such picture, video or 3D model has been uploaded.' };
      return { medium: { ...fresh, id: newId(), kind, mediaId: file.id, host: null, videoId: null } };
    }
  }
}

function posterOf(
  { id: productMediaId, poster: present }: ListedMedium,
  { posterMediaId }: WantedMedium,
  { files, newId }: MediaParts,
): Poster | null | Misplaced {
  if (posterMediaId === undefined) return present;
  if (posterMediaId === null) return null;
  if (present?.mediaId === posterMediaId) return present;
  const file = files.find(({ id }) => id === posterMediaId);
  if (file === undefined || file.width === null || file.height === null)
    return { field: 'posterMediaId', message: 'No such picture has been uploaded.' };
  const { id: mediaId, storageKey: key, width, height } = file;
  return { id: newId(), productMediaId, mediaId, key, width, height, placeholder: null };
}
