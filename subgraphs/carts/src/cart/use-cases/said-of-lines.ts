import type { Transaction } from '@cartwright/database';
import {
  invalidInput,
  within,
  type InvalidField,
  type InvalidInput,
  type ReadInput,
} from '@cartwright/input';
import { readMetafieldChanges, shopperLimits } from '@cartwright/metafields';
import type { Tables } from '../../generated/tables.ts';
import type { WantedLine } from '../rules/add-lines.ts';
import type { SaidOfLine } from '../rules/say-of-lines.ts';
import { holdRules, type AllowedBy } from './hold-rules.ts';

/** A line as a client asks for it. */
export interface GivenLine extends WantedLine {
  /** What is said of it. */
  readonly metafields?: readonly unknown[];
}

/** What is said of lines that are to be added, each checked by itself. */
export function readSaidOfLines(lines: readonly GivenLine[]): ReadInput<readonly SaidOfLine[]> {
  const said: SaidOfLine[] = [];
  const faults: InvalidField[] = [];
  for (const [place, { variantId, metafields = [] }] of lines.entries()) {
    if (metafields.length === 0) continue;
    const read = readMetafieldChanges({ metafields }, shopperLimits);
    if (read.kind === 'invalid-input') faults.push(...within(['lines', String(place)], read.fields));
    else said.push({ variantId, place, set: read.value.set });
  }
  return faults.length === 0 ? { kind: 'valid', value: said } : invalidInput(...faults);
}

/** What is laid down of the metafields that are said of lines, which nobody changes before the end of the transaction. */
export function holdRulesOfLines(tx: Transaction<Tables>, said: readonly SaidOfLine[]): Promise<AllowedBy> {
  return holdRules(
    tx,
    'CART_LINE',
    said.flatMap(({ set }) => set),
  );
}

/** What is said of lines, as far as what is laid down allows all of it. */
export function allowSaidOfLines(
  said: readonly SaidOfLine[],
  allowed: AllowedBy,
): readonly SaidOfLine[] | InvalidInput {
  const checked: SaidOfLine[] = [];
  const faults: InvalidField[] = [];
  for (const { set, ...line } of said) {
    const outcome = allowed({ set, remove: [] });
    if (outcome.kind === 'invalid-input')
      faults.push(...within(['lines', String(line.place)], outcome.fields));
    else checked.push({ ...line, set: outcome.value.set });
  }
  return faults.length === 0 ? checked : invalidInput(...faults);
}
