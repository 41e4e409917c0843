import type { Transaction } from '@cartwright/database';
import { holdRenamed } from '../../brands/door.ts';
import type { Tables } from '../../tables.ts';
import { brandsOf, withAllNames } from '../rules/brand-names.ts';
import type { CollectionRule } from '../rules/collection-rule.ts';

/**
 * A rule as it is stored: it asks for brands that are being renamed by all their names, which nobody changes until the transaction ends. To be
 * asked before collections are locked, as whoever renames a brand locks it before them.
 */
export async function namingBrands(
  tx: Transaction<Tables>,
  rule: CollectionRule | null,
): Promise<CollectionRule | null> {
  const brands = rule === null ? [] : brandsOf(rule);
  return rule === null || brands.length === 0 ? rule : withAllNames(rule, await holdRenamed(tx, brands));
}
