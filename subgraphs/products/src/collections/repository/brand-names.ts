import { isDeepStrictEqual } from 'node:util';
import { jsonb, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { withBrandName, withoutBrandNames } from '../rules/brand-names.ts';
import type { CollectionRule } from '../rules/collection-rule.ts';

/** Has rules that ask for a brand by a former name ask for it by the new one, too. */
export function addBrandNameToRules(
  tx: Transaction<Tables>,
  former: readonly string[],
  name: string,
): Promise<void> {
  return changeRules(tx, former, (rule) => withBrandName(rule, former, name));
}

/** Has rules that ask for a brand ask for the one that it was merged into, too: its products are looked for, as they are there already. */
export function giveRulesTo(tx: Transaction<Tables>, former: readonly string[], name: string): Promise<void> {
  return changeRules(tx, former, (rule) => withBrandName(rule, former, name), { isBehind: true });
}

/** Has rules that ask for a brand by its new name do so by no former one, once no product has that. */
export function endBrandNamesInRules(tx: Transaction<Tables>, former: readonly string[]): Promise<void> {
  return changeRules(tx, former, (rule) => withoutBrandNames(rule, former));
}

async function changeRules(
  tx: Transaction<Tables>,
  former: readonly string[],
  change: (rule: CollectionRule) => CollectionRule,
  also: { readonly isBehind?: true } = {},
): Promise<void> {
  if (former.length === 0) return;
  for (const { id, rule } of await holdRulesOfBrands(tx)) {
    const changed = change(rule);
    if (isDeepStrictEqual(rule, changed)) continue;
    await tx
      .updateTable('collections')
      .set((eb) => ({ rule: jsonb(changed), ...also, version: eb('version', '+', eb.lit(1)) }))
      .where('id', '=', id)
      .execute();
  }
}

async function holdRulesOfBrands(
  tx: Transaction<Tables>,
): Promise<{ readonly id: string; readonly rule: CollectionRule }[]> {
  const { rows } = await sql<{ readonly id: string; readonly rule: CollectionRule }>`
    SELECT id, rule FROM collections WHERE rule @? '$.conditions[*] ? (@.kind == "BRAND")'
    ORDER BY id FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [(tx) => endBrandNamesInRules(tx, [''])];
