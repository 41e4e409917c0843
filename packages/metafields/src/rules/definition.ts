import { invalidField, invalidInput, lengthOf, type InvalidField, type ReadInput } from '@cartwright/input';
import { compareDecimals } from './compare-decimals.ts';
import { isSameName, type MetafieldName, type MetafieldType, type MetafieldVisibility } from './metafield.ts';
import type { MetafieldChange, MetafieldChanges } from './read-changes.ts';
import { itemsOf } from './read-value.ts';

/** What values have to be like; null and empty where it does not matter. Of a list, each item. */
export interface MetafieldValidations {
  /** Of numbers. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** Of texts, in characters. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** Of lines and numbers: one of these, in the form that the type has; empty for anything. */
  readonly choices: readonly string[];
}

/** What staff have laid down of the metafields with a name. */
export interface MetafieldRule extends MetafieldName, MetafieldValidations {
  readonly type: MetafieldType;
  readonly visibility: MetafieldVisibility;
}

/** Checks changes by what is laid down; what says nothing of who sees it is seen by whom its definition says. */
export function checkByRules(
  { set, remove }: MetafieldChanges,
  rules: readonly MetafieldRule[],
): ReadInput<MetafieldChanges> {
  const faults: InvalidField[] = [];
  const checked = set.map((change, place): MetafieldChange => {
    const rule = rules.find((one) => isSameName(one, change));
    if (rule === undefined) return change;
    const fault = faultOf(change, rule);
    if (fault !== undefined)
      faults.push(invalidField(['metafields', String(place), fault.field], fault.code, fault.message));
    return { ...change, visibility: rule.visibility };
  });
  if (faults.length > 0) return invalidInput(...faults);
  return { kind: 'valid', value: { set: checked, remove } };
}

interface RuleFault {
  readonly field: 'type' | 'value' | 'visibility';
  readonly code: InvalidField['code'];
  readonly message: string;
}

function faultOf({ type, value, visibility }: MetafieldChange, rule: MetafieldRule): RuleFault | undefined {
  if (type !== rule.type)
    return { field: 'type', code: 'INVALID_VALUE', message: `This metafield has the type ${rule.type}.` };
  if (visibility !== undefined && visibility !== rule.visibility)
    return {
      field: 'visibility',
      code: 'INVALID_VALUE',
      message: `This metafield has to be ${rule.visibility}.`,
    };
  const [fault] = itemsOf(type, value).flatMap((item) => valueFault(item, rule) ?? []);
  return fault && { field: 'value', ...fault };
}

function valueFault(
  item: string,
  { minimum, maximum, minLength, maxLength, choices }: MetafieldValidations,
): Omit<RuleFault, 'field'> | undefined {
  const length = lengthOf(item);
  if (choices.length > 0 && !choices.includes(item))
    return { code: 'INVALID_VALUE', message: `Please use one of these: ${choices.join(', ')}.` };
  if (minimum !== null && compareDecimals(item, minimum) < 0)
    return { code: 'OUT_OF_RANGE', message: `Please use ${minimum} or more.` };
  if (maximum !== null && compareDecimals(item, maximum) > 0)
    return { code: 'OUT_OF_RANGE', message: `Please use ${maximum} or less.` };
  if (minLength !== null && length < minLength)
    return { code: 'OUT_OF_RANGE', message: `Please use at least ${minLength} characters.` };
  if (maxLength !== null && length > maxLength)
    return { code: 'TOO_LONG', message: `Please use at most ${maxLength} characters.` };
  return undefined;
}
