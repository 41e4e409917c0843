import { optionalCode, optionalText, readInput, refusal, text, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { ParcelLine, Tracking } from './parcel.ts';
import { trackingUrlOf } from './tracking-url.ts';

const tracking = {
  carrier: text(60),
  trackingNumber: optionalCode(100),
  trackingUrl: optionalText(500).refine(
    isHttpsOrNone,
    refusal('INVALID_FORMAT', 'Please give an address that begins with https://.'),
  ),
};
const trackingSchema = z.object(tracking);
const line = z.object({
  lineId: z.string().toLowerCase(),
  quantity: z.int().min(1, { error: 'Please send at least one piece.' }),
});
const parcelSchema = z.object({
  ...tracking,
  lines: z
    .array(line)
    .min(1, { error: 'Please put something into the parcel.' })
    .refine(isEachLineOnce, refusal('INVALID_VALUE', 'Please name each line only once.'))
    .nullish(),
});

/** What staff say of a parcel that is to be sent; `lines` null for everything that is still to be sent. */
export interface ParcelWish extends Tracking {
  readonly lines: readonly ParcelLine[] | null;
}

/** An input that may be used, in its tidied form, or every field at fault. */
export type Read<Value> = { readonly kind: 'valid'; readonly value: Value } | InvalidInput;

/** Reads what staff say of a parcel that is to be sent. */
export function readParcel(input: unknown): Read<ParcelWish> {
  const read = readInput(parcelSchema, input);
  if (read.kind !== 'valid') return read;
  return { kind: 'valid', value: { ...withPage(read.value), lines: read.value.lines ?? null } };
}

/** Reads how a parcel is carried and followed. */
export function readTracking(input: unknown): Read<Tracking> {
  const read = readInput(trackingSchema, input);
  return read.kind === 'valid' ? { kind: 'valid', value: withPage(read.value) } : read;
}

function withPage({ carrier, trackingNumber, trackingUrl }: Tracking): Tracking {
  return { carrier, trackingNumber, trackingUrl: trackingUrl ?? trackingUrlOf(carrier, trackingNumber) };
}

function isHttpsOrNone(url: string | null): boolean {
  return url === null || (URL.canParse(url) && new URL(url).protocol === 'https:');
}

function isEachLineOnce(lines: readonly ParcelLine[]): boolean {
  return new Set(lines.map(({ lineId }) => lineId)).size === lines.length;
}
