import { MIMEType } from 'node:util';

/** One of the media ranges that a client accepts. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1 */
export interface MediaRange {
  /** In lower case; `*` stands for any type or subtype. */
  readonly type: string;
  readonly subtype: string;
  /** By name in lower case, the weight left out. */
  readonly parameters: ReadonlyMap<string, string>;
  /** From 0, not at all, to 1. */
  readonly quality: number;
  /** Where it stands in the header. */
  readonly position: number;
}

/** A media type that can be served. */
export interface Offer {
  readonly type: string;
  readonly subtype: string;
  /** Which ranges of that type mean this offer, by their parameters; any by default. */
  readonly takes?: (parameters: ReadonlyMap<string, string>) => boolean;
}

/** How much a client wants an offer. */
export interface Preference {
  readonly quality: number;
  /** 2 when the client names the type, 1 for `type/*`, 0 for any type. */
  readonly specificity: number;
  readonly position: number;
}

/** A comma within a quoted string separates nothing; one that is never closed goes on to the end. */
const element = /(?:[^,"]|"(?:\\.|[^"\\])*(?:"|\\?$))+/g;
const maxLength = 1_024;
const maxRanges = 32;

/**
 * Reads an Accept header, before anything is known of who sends it: what is no media range is left out, and so is what comes after
 * more than any client names. A header that is too long to be meant is one of a client that takes anything.
 */
export function readAccept(header: string): readonly MediaRange[] {
  const read = header.length > maxLength ? '*/*' : header;
  const elements = [...read.matchAll(element).take(maxRanges)];
  return elements.flatMap(([text], position) => mediaRange(text.trim(), position) ?? []);
}

/** How much the client wants the offer, by the most specific of its ranges that mean it; undefined when it does not. */
export function preferenceFor(ranges: readonly MediaRange[], offer: Offer): Preference | undefined {
  const [best] = ranges
    .flatMap((range) => matching(range, offer) ?? [])
    .sort((a, b) => b.specificity - a.specificity || b.quality - a.quality);
  return best === undefined || best.quality === 0 ? undefined : best;
}

/** Orders by what the client wants more: by weight, then what it names before what it merely takes, then as it lists them. */
export function byPreference(a: Preference, b: Preference): number {
  return b.quality - a.quality || b.specificity - a.specificity || a.position - b.position;
}

function mediaRange(text: string, position: number): MediaRange | undefined {
  try {
    const { type, subtype, params } = new MIMEType(text.replace(/^\*(?=\s*(?:;|$))/, '*/*'));
    const parameters = new Map(params);
    parameters.delete('q');
    return { type, subtype, parameters, quality: qualityOf(params.get('q')), position };
  } catch {
    return undefined;
  }
}

/** A weight that is none is taken for the default, 1. */
function qualityOf(weight: string | null): number {
  const quality = Number(weight ?? 1);
  return quality >= 0 && quality <= 1 ? quality : 1;
}

function matching(range: MediaRange, offer: Offer): Preference | undefined {
  const specificity = specificityOf(range, offer);
  if (specificity === undefined || offer.takes?.(range.parameters) === false) return undefined;
  return { quality: range.quality, specificity, position: range.position };
}

function specificityOf({ type, subtype }: MediaRange, offer: Offer): number | undefined {
  if (type === offer.type) return subtype === offer.subtype ? 2 : subtype === '*' ? 1 : undefined;
  return type === '*' && subtype === '*' ? 0 : undefined;
}
