import { countryCode } from '@cartwright/addresses';
import {
  code,
  field,
  Fault,
  optionalCode,
  optionalText,
  readInput,
  refusal,
  text,
  type ReadInput,
} from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { z } from 'zod';
import type { ZoneTerms } from './laid-down-taxes.ts';

const reason = optionalText(500);

const regionShape = /^[A-Z0-9]{1,3}$/;
const notARegion = 'Please give the region as ISO 3166-2 has it behind the country: CA for US-CA.';
const region = optionalCode(10).transform((given, context) => {
  if (given === null) return null;
  const typed = given.toUpperCase();
  if (regionShape.test(typed)) return typed;
  context.addIssue({ code: 'custom', message: notARegion, params: { code: 'INVALID_FORMAT' } });
  return z.NEVER;
});

const classCode = code(40)
  .transform((typed) => typed.toUpperCase())
  .refine(
    (typed) => /^[A-Z][A-Z0-9_]*$/.test(typed),
    refusal('INVALID_FORMAT', 'Please use letters, digits and _, a letter first: BOOKS.'),
  );

const classSchema = z.object({ code: classCode, name: text(100), reason });
const classChangeSchema = z.object({ name: text(100), reason });

/** What staff type of a class of products that are taxed alike. */
export interface TaxClassInput {
  readonly code: string;
  readonly name: string;
  readonly reason?: string | null | undefined;
}

/** Checks a new class; its code comes out in capitals. */
export function readTaxClass({ code, name, reason = null }: TaxClassInput) {
  return readInput(classSchema, { code, name, reason });
}

/** Checks another name of a class. */
export function readTaxClassChange({ name, reason = null }: Omit<TaxClassInput, 'code'>) {
  return readInput(classChangeSchema, { name, reason });
}

const zoneSchema = z.object({ countryCode, region, reason });

/** What staff say of a zone; all of it, as it is to be. */
export interface TaxZoneInput extends Pick<ZoneTerms, 'countryCode' | 'pricesIncludeTax'> {
  readonly rounding?: ZoneTerms['rounding'] | undefined;
  readonly deliveryTax?: ZoneTerms['deliveryTax'] | undefined;
  readonly region?: string | null | undefined;
  readonly assumedFor?: readonly StoreCurrency[] | null | undefined;
  readonly reason?: string | null | undefined;
}

/** A zone that may be kept, and why. */
export interface CheckedZone {
  readonly terms: Omit<ZoneTerms, 'assumedFor'> & { readonly assumedFor: StoreCurrency[] };
  readonly reason: string | null;
}

/** Checks a zone. */
export function readTaxZone(input: TaxZoneInput): ReadInput<CheckedZone> {
  const { pricesIncludeTax, rounding = 'RATE', deliveryTax = 'OWN_CLASS' } = input;
  const read = readInput(zoneSchema, {
    countryCode: input.countryCode,
    region: input.region ?? null,
    reason: input.reason ?? null,
  });
  if (read.kind === 'invalid-input') return read;
  const assumedFor = [...new Set(input.assumedFor)].toSorted();
  const { reason, ...territory } = read.value;
  return {
    kind: 'valid',
    value: { terms: { ...territory, pricesIncludeTax, rounding, deliveryTax, assumedFor }, reason },
  };
}

const notADate = new Fault('INVALID_FORMAT', 'Please give a day, such as 2026-11-20.');
const day = field((given) => (z.iso.date().safeParse(given).success ? (given ?? '') : notADate));
const outOfRange = 'Please give 0 to 10,000 basis points: 1,900 for 19 %.';
const rateSchema = z
  .object({
    countryCode,
    region,
    taxClass: classCode.nullable(),
    basisPoints: z.int().min(0, outOfRange).max(10_000, outOfRange),
    validFrom: z.date().nullable(),
    validUntil: z.date().nullable(),
    source: text(500),
    readOn: day,
  })
  .refine(
    ({ validFrom, validUntil }) => validFrom === null || validUntil === null || validFrom < validUntil,
    {
      path: ['validUntil'],
      ...refusal('OUT_OF_RANGE', 'Please give an end behind the beginning.'),
    },
  );

/** What staff say of a rate; all of it, as it is to be. */
export interface TaxRateInput {
  readonly countryCode: string;
  readonly region?: string | null | undefined;
  /** Code; null for the standard rate. */
  readonly taxClass?: string | null | undefined;
  readonly basisPoints: number;
  readonly validFrom?: Date | null | undefined;
  readonly validUntil?: Date | null | undefined;
  readonly source: string;
  readonly readOn: string;
}

/** A rate that may be kept. */
export type CheckedRate = z.output<typeof rateSchema>;

/** Checks a rate. */
export function readTaxRate(input: TaxRateInput): ReadInput<CheckedRate> {
  const { region = null, taxClass = null, validFrom = null, validUntil = null } = input;
  return readInput(rateSchema, { ...input, region, taxClass, validFrom, validUntil });
}

const settingsSchema = z.object({ shopCountry: countryCode.nullable(), reason });

/** What staff say of the shop's taxes; all of it, as it is to be. */
export interface TaxSettingsInput {
  readonly shopCountry?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Checks the shop's settings. */
export function readTaxSettings({ shopCountry = null, reason = null }: TaxSettingsInput) {
  return readInput(settingsSchema, { shopCountry, reason });
}

const exemptionSchema = z.object({ ground: text(500), until: z.date().nullable(), reason });

/** What staff say of a customer who pays no tax. */
export interface ExemptionInput {
  readonly ground: string;
  readonly until?: Date | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Checks an exemption. */
export function readExemption({ ground, until = null, reason = null }: ExemptionInput) {
  return readInput(exemptionSchema, { ground, until, reason });
}
