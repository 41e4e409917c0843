import type { StoredPart } from '../ports.ts';

/** What of a file somebody asks for. */
export type AskedRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly part: StoredPart }
  /** There are no such bytes. */
  | { readonly kind: 'unsatisfiable' };

/** What is asked for, and of what. */
export interface RangeRequest {
  /** The headers of the request. */
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  /** The file's, with quotation marks. */
  readonly etag: string;
  readonly byteSize: number;
}

const whole: AskedRange = { kind: 'whole' };
const form = /^bytes=(?<first>\d{0,15})-(?<last>\d{0,15})$/u;

/**
 * Which bytes of a file are to be sent. Whoever asks for several parts, or for what cannot be read, is sent the whole, as is whoever has a
 * part of another file. https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function readRange({ range, ifRange, etag, byteSize }: RangeRequest): AskedRange {
  const { first, last } = form.exec(range?.trim() ?? '')?.groups ?? {};
  if (first === undefined || last === undefined || (first === '' && last === '')) return whole;
  if (ifRange !== undefined && ifRange.trim() !== etag) return whole;
  if (first === '') return suffix(Number(last), byteSize);
  const [start, end] = [Number(first), last === '' ? byteSize - 1 : Number(last)];
  if (end < start && last !== '') return whole; // not a range at all
  return start >= byteSize
    ? { kind: 'unsatisfiable' }
    : { kind: 'part', part: { start, end: Math.min(end, byteSize - 1) } };
}

function suffix(length: number, byteSize: number): AskedRange {
  if (length === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', part: { start: Math.max(0, byteSize - length), end: byteSize - 1 } };
}
