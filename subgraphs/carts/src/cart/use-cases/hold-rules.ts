import type { Transaction } from '@cartwright/database';
import type { ReadInput } from '@cartwright/input';
import { checkByRules, type MetafieldName } from '@cartwright/metafields';
import type { MetafieldChanges } from '@cartwright/metafields/rules';
import type { Tables } from '../../generated/tables.ts';
import { definitions } from '../../metafields/door.ts';
import { takenNames } from '../rules/set-cart-metafields.ts';

/** Checks what a buyer says by what is laid down of it. */
export type AllowedBy = (changes: MetafieldChanges) => ReadInput<MetafieldChanges>;

/** Reads what is laid down of metafields with these names; nobody changes it before the end of the transaction. Names that are for staff alone are taken. */
export async function holdRules(
  tx: Transaction<Tables>,
  ownerType: 'CART' | 'CART_LINE',
  names: readonly MetafieldName[],
): Promise<AllowedBy> {
  const rules = await definitions.hold(tx, ownerType, names);
  const ofStaff = rules.filter(({ visibility }) => visibility === 'PRIVATE');
  return (changes) => takenNames(changes.set, ofStaff) ?? checkByRules(changes, rules);
}
