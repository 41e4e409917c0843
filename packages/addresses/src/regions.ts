import { Fault } from '@cartwright/input';
import { countryData, type RegionData } from './country-data.ts';

/** Countries whose addresses have the region as a code: `Portland, OR 97209`, `00184 Roma RM`. */
const writtenAsCodes: ReadonlySet<string> = new Set(['AU', 'BR', 'CA', 'IT', 'US']);
/** Of these, the ones whose regions have not changed for decades: any other text is a slip. */
const settled: ReadonlySet<string> = new Set(['AU', 'BR', 'CA', 'US']);

/** A region to choose from. */
export interface RegionOption {
  /** What stands in the address: `OR`, `東京都`. */
  readonly value: string;
  /** What a person chooses by: `Oregon`, `東京都 (Tokyo)`. */
  readonly label: string;
}

/** Whether a region of the country must be one of its `regionOptions`. Where it need not, the list may lag behind reforms. */
export function mustBeKnown(countryCode: string): boolean {
  return settled.has(countryCode);
}

/** The regions of a country that addresses name, in the order of their names; null when there is no list. */
export function regionOptions(countryCode: string): RegionOption[] | null {
  const { sub_regions: regions } = countryData(countryCode);
  return regions === undefined ? null : regions.map((region) => optionOf(region, countryCode));
}

/** A region as its country writes it, by its code, its ISO 3166-2 code or any of its names. */
export function readRegion(given: string, countryCode: string): string | Fault {
  const wanted = fold(given).replace(new RegExp(`^${fold(countryCode)}(?=.)`, 'u'), '');
  const { sub_regions: regions = [] } = countryData(countryCode);
  for (const region of regions) {
    const spelling = spellingOf(region, [fold(given), wanted], countryCode);
    if (spelling !== undefined) return spelling;
  }
  return mustBeKnown(countryCode) ? unknownRegion(regions[0], countryCode) : given;
}

function spellingOf(
  { key, name }: RegionData,
  wanted: readonly string[],
  countryCode: string,
): string | undefined {
  const spelling = Object.values(name).find((variant) => wanted.includes(fold(variant)));
  const isMeant = spelling !== undefined || wanted.includes(fold(key));
  if (!isMeant) return undefined;
  if (writtenAsCodes.has(countryCode)) return key;
  return spelling ?? latinName({ key, name });
}

/** A key that is no code is the name in Latin letters. */
function latinName({ key, name }: RegionData): string {
  return name['latin'] ?? (key.length > 3 ? key : name.default);
}

function optionOf({ key, name }: RegionData, countryCode: string): RegionOption {
  const own = name.default;
  const latin = latinName({ key, name });
  const value = writtenAsCodes.has(countryCode) ? key : own;
  return { value, label: latin === own ? own : `${own} (${latin})` };
}

function unknownRegion(first: RegionData | undefined, countryCode: string): Fault {
  const such = first === undefined ? '' : `, such as ${optionOf(first, countryCode).value}`;
  return new Fault('INVALID_VALUE', `Please choose a region of this country${such}.`);
}

/** What stays of a name when case, accents, blanks and punctuation do not count. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
