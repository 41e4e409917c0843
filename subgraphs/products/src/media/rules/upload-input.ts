import {
  field,
  Fault,
  invalidField,
  invalidInput,
  optionalText,
  readInput,
  text,
  type ReadInput,
} from '@cartwright/input';
import { z } from 'zod';
import { isMediaType, kindOf, maxBytes, mediaTypeNames, type MediaType } from './media-type.ts';

/** A file that staff want to upload, as they describe it. */
export interface UploadInput {
  readonly filename: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly reason?: string | null | undefined;
}

/** The same, checked. */
export interface CheckedUpload {
  readonly filename: string;
  readonly mediaType: MediaType;
  readonly byteSize: number;
  readonly reason: string | null;
}

const schema = z.object({
  filename: text(200),
  mediaType: field(readMediaType),
  byteSize: z.int(),
  reason: optionalText(500),
});

const photoSchema = schema.omit({ reason: true });

/** Photos of customers are no larger. */
const maxPhotoBytes = 10_000_000;

/** Checks what a customer says of a photo before they send it. */
export function readPhoto(input: Omit<UploadInput, 'reason'>): ReadInput<Omit<CheckedUpload, 'reason'>> {
  const read = readInput(photoSchema, input);
  if (read.kind === 'invalid-input') return read;
  const { mediaType, byteSize } = read.value;
  if (kindOf(mediaType) !== 'IMAGE')
    return invalidInput(invalidField(['mediaType'], 'INVALID_VALUE', 'Please send a picture.'));
  if (byteSize >= 1 && byteSize <= maxPhotoBytes) return read;
  const message = `A photo may have 1 to ${maxPhotoBytes} bytes.`;
  return invalidInput(invalidField(['byteSize'], 'OUT_OF_RANGE', message));
}

/** Checks what staff say of a file before they send it. */
export function readUpload(input: UploadInput): ReadInput<CheckedUpload> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  const most = maxBytes[kindOf(read.value.mediaType)];
  const { byteSize } = read.value;
  if (byteSize >= 1 && byteSize <= most) return read;
  const message = `Files of this type may have 1 to ${most} bytes.`;
  return invalidInput(invalidField(['byteSize'], 'OUT_OF_RANGE', message));
}

function readMediaType(given: string | null): MediaType | Fault {
  const type = given?.toLowerCase() ?? '';
  return isMediaType(type)
    ? type
    : new Fault('INVALID_VALUE', `Please send one of these: ${mediaTypeNames}.`);
}
