import {
  Fault,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  type InvalidField,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { readVideoUrl, type ExternalVideo } from './external-video.ts';

/** Something that a product is to show, as staff say it. */
export interface MediumInput {
  readonly id?: string | null | undefined;
  readonly mediaId?: string | null | undefined;
  readonly videoUrl?: string | null | undefined;
  readonly altText: string;
  readonly posterMediaId?: string | null | undefined;
}

/** What it has already, what was uploaded, or a video of somebody else. */
export type MediumSource =
  | { readonly kind: 'present'; readonly id: string }
  | { readonly kind: 'uploaded'; readonly mediaId: string }
  | { readonly kind: 'external'; readonly video: ExternalVideo };

/** The same, checked. */
export interface WantedMedium {
  readonly source: MediumSource;
  readonly altText: string;
  /** The file of the picture that stands for it; null for none, undefined for the one that it has. */
  readonly posterMediaId: string | null | undefined;
}

/** What a product is to show, and why. */
export interface WantedMedia {
  readonly media: readonly WantedMedium[];
  readonly reason: string | null;
}

const id = z
  .string()
  .nullish()
  .transform((given) => given ?? null);
const altText = optionalText(500).transform((given) => given ?? '');
const schema = z.object({
  media: z.array(z.object({ id, mediaId: id, videoUrl: id, altText, posterMediaId: z.string().nullish() })),
  reason: optionalText(500),
});

type Checked = z.infer<typeof schema>['media'][number];

/** Checks that each is named in one way, and none twice. */
export function readMedia(input: {
  readonly media: readonly MediumInput[];
  readonly reason?: string | null | undefined;
}): ReadInput<WantedMedia> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const faults: InvalidField[] = [];
  const media: WantedMedium[] = [];
  for (const [place, one] of read.value.media.entries()) {
    const source = sourceOf(one);
    const isTwice = media.some((other) => nameOf(other.source) === ('kind' in source ? nameOf(source) : ''));
    if (!('kind' in source)) faults.push(at(place, source.field, source.fault));
    else if (isTwice) faults.push(at(place, fieldOf[source.kind], twice));
    else media.push({ source, altText: one.altText, posterMediaId: one.posterMediaId });
  }
  if (faults.length > 0) return invalidInput(...faults);
  return { kind: 'valid', value: { media, reason: read.value.reason } };
}

type SourceField = 'id' | 'mediaId' | 'videoUrl';

const fieldOf = { present: 'id', uploaded: 'mediaId', external: 'videoUrl' } as const;
const twice = new Fault('INVALID_VALUE', 'This one is there twice.');

function sourceOf({ id: present, mediaId, videoUrl }: Checked): MediumSource | Misnamed {
  const given = [present, mediaId, videoUrl].filter((one) => one !== null);
  if (given.length > 1)
    return {
      field: 'mediaId',
      fault: new Fault('INVALID_VALUE', 'Please give id, mediaId or videoUrl, one of them.'),
    };
  if (present !== null) return { kind: 'present', id: present };
  if (mediaId !== null) return { kind: 'uploaded', mediaId };
  if (videoUrl === null) return { field: 'mediaId', fault: new Fault('REQUIRED', 'Please say which one.') };
  const video = readVideoUrl(videoUrl);
  return video instanceof Fault ? { field: 'videoUrl', fault: video } : { kind: 'external', video };
}

interface Misnamed {
  readonly field: SourceField;
  readonly fault: Fault;
}

function nameOf(source: MediumSource): string {
  switch (source.kind) {
    case 'present':
      return `id ${source.id}`;
    case 'uploaded':
      return `file ${source.mediaId}`;
    case 'external':
      return `${source.video.host} ${source.video.videoId}`;
  }
}

function at(place: number, field: SourceField, { code, message }: Fault): InvalidField {
  return invalidField(['media', String(place), field], code, message);
}
