import { refusal } from '@cartwright/input';
import { divideRounded } from '@cartwright/money';
import { z } from 'zod';

/** How many of the smallest unit of its kind each unit is. */
const units = {
  MILLILITRE: { kind: 'volume', size: 1 },
  LITRE: { kind: 'volume', size: 1_000 },
  GRAM: { kind: 'mass', size: 1 },
  KILOGRAM: { kind: 'mass', size: 1_000 },
  METRE: { kind: 'length', size: 1 },
  SQUARE_METRE: { kind: 'area', size: 1 },
  PIECE: { kind: 'pieces', size: 1 },
} as const;

/** What variants are measured in. @public */
export type MeasureUnit = keyof typeof units;

const unitNames = Object.keys(units) as MeasureUnit[];
const maxQuantity = 1_000_000;
const maxReference = 1_000;

/** How much a variant holds and which quantity its price is told for, as columns have it: all of them or none. */
export interface MeasureColumns {
  readonly contentThousandths: number | null;
  readonly contentUnit: MeasureUnit | null;
  readonly referenceQuantity: number | null;
  readonly referenceUnit: MeasureUnit | null;
}

/** The same where there is one. */
export type UnitMeasure = { readonly [Column in keyof MeasureColumns]: NonNullable<MeasureColumns[Column]> };

/** How much a variant holds, as staff type it. */
export interface UnitMeasureInput {
  readonly quantity: number;
  readonly unit: MeasureUnit;
  readonly referenceQuantity?: number | null | undefined;
  readonly referenceUnit?: MeasureUnit | null | undefined;
}

/** Of a variant that nobody has measured. */
export const noMeasure: MeasureColumns = {
  contentThousandths: null,
  contentUnit: null,
  referenceQuantity: null,
  referenceUnit: null,
};

/** What a variant is to hold, as columns have it. */
export const unitMeasureSchema = z
  .object({
    quantity: z
      .number()
      .refine(isMeasurable, refusal('OUT_OF_RANGE', 'Please give a number above 0 in thousandths.')),
    unit: z.enum(unitNames),
    referenceQuantity: z
      .int()
      .refine(
        (given) => given >= 1 && given <= maxReference,
        refusal('OUT_OF_RANGE', `Please give a number from 1 to ${maxReference}.`),
      )
      .nullish(),
    referenceUnit: z.enum(unitNames).nullish(),
  })
  .refine(({ unit, referenceUnit }) => referenceUnit == null || isSameKind(unit, referenceUnit), {
    ...refusal('INVALID_VALUE', 'Please give two units of one kind.'),
    path: ['referenceUnit'],
  })
  .transform(({ quantity, unit, referenceQuantity, referenceUnit }): UnitMeasure => {
    return {
      contentThousandths: Math.round(quantity * 1_000),
      contentUnit: unit,
      referenceQuantity: referenceQuantity ?? 1,
      referenceUnit: referenceUnit ?? usualReference(unit),
    };
  });

function isMeasurable(quantity: number): boolean {
  const thousandths = Math.round(quantity * 1_000);
  return thousandths >= 1 && quantity <= maxQuantity && thousandths / 1_000 === quantity;
}

function isSameKind(one: MeasureUnit, other: MeasureUnit): boolean {
  return units[one].kind === units[other].kind;
}

function usualReference(unit: MeasureUnit): MeasureUnit {
  switch (units[unit].kind) {
    case 'volume':
      return 'LITRE';
    case 'mass':
      return 'KILOGRAM';
    case 'length':
    case 'area':
    case 'pieces':
      return unit;
  }
}

/** The measure of a variant; undefined where nobody has measured it. */
export function measureOf(columns: MeasureColumns): UnitMeasure | undefined {
  const { contentThousandths, contentUnit, referenceQuantity, referenceUnit } = columns;
  if (contentThousandths === null || contentUnit === null) return undefined;
  if (referenceQuantity === null || referenceUnit === null) return undefined;
  return { contentThousandths, contentUnit, referenceQuantity, referenceUnit };
}

/**
 * What the reference quantity costs, in minor units, halves rounded up: (690, 0.75 L per 1 L) is 920. Undefined where it is more than
 * JavaScript counts exactly.
 */
export function unitPriceMinor(amountMinor: number, measure: UnitMeasure): number | undefined {
  const { contentThousandths, contentUnit, referenceQuantity, referenceUnit } = measure;
  const reference = BigInt(referenceQuantity) * BigInt(units[referenceUnit].size) * 1_000n;
  const content = BigInt(contentThousandths) * BigInt(units[contentUnit].size);
  const price = Number(divideRounded(BigInt(amountMinor) * reference, content, 'half-up'));
  return Number.isSafeInteger(price) ? price : undefined;
}
