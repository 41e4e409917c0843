import type { Transaction } from '@cartwright/database';
import { readTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { collectionChangedMessage } from '../events.ts';
import {
  hasWork,
  holdRules,
  noteGrownOld,
  readFacts,
  readFactsOf,
  readTime,
  renewInstants,
  storeMembers,
  takeBehind,
  takeChanged,
  takeTurn,
  type RuledCollection,
  type RuleMember,
} from '../repository/rule-members.ts';
import { goesByPrices } from '../rules/collection-rule.ts';
import { meetsRule, type Judging, type ProductFacts } from '../rules/meets-rule.ts';

/** So many changes are followed in one transaction. */
const changesAtOnce = 1_000;
/** So many products are read at once where all are looked at. */
const productsAtOnce = 2_000;

/** Has collections hold what meets their rules after what has changed, a part of it at a time. @returns whether there was anything to do */
export async function followRules({
  database,
  messaging,
  newId,
}: Pick<Parts, 'database' | 'messaging' | 'newId'>): Promise<boolean> {
  if (!(await hasWork(database.statements))) return false;
  return messaging.transact(async (tx, send) => {
    if (!(await takeTurn(tx))) return false;
    const at = await readTime(tx);
    const behind = await takeBehind(tx, at);
    await noteGrownOld(tx, at);
    const judging = { at, tree: await readTree(tx) };
    const changed =
      behind.length === 0 ? await followChanges(tx, judging) : await refill(tx, behind, judging);
    for (const id of changed ?? []) send(collectionChangedMessage(id, newId()));
    return changed !== undefined;
  });
}

/** Follows a part of the changes. @returns the collections that are different now; undefined where there were no changes */
async function followChanges(tx: Transaction<Tables>, judging: Judging): Promise<string[] | undefined> {
  const productIds = await takeChanged(tx, changesAtOnce);
  if (productIds.length === 0) return undefined;
  const rules = await holdRules(tx);
  await renewInstants(tx, productIds);
  if (rules.length === 0) return [];
  const facts = await readFacts(tx, productIds);
  return storeMembers(tx, rules.map(idOf), { productIds, members: membersOf(rules, facts, judging) });
}

/** Looks at all products for some collections. */
async function refill(
  tx: Transaction<Tables>,
  collections: readonly RuledCollection[],
  judging: Judging,
): Promise<string[]> {
  const ids = collections.map(idOf);
  const withPrices = collections.some(({ rule }) => goesByPrices(rule));
  for (let after: string | null = null; ;) {
    const facts: ProductFacts[] = await readFactsOf(tx, { after, limit: productsAtOnce, withPrices });
    const last = facts.at(-1);
    if (last === undefined) return ids;
    const members = membersOf(collections, facts, judging);
    await storeMembers(tx, ids, { productIds: facts.map(idOf), members });
    after = last.id;
  }
}

function membersOf(
  collections: readonly RuledCollection[],
  facts: readonly ProductFacts[],
  judging: Judging,
): RuleMember[] {
  return collections.flatMap(({ id: collectionId, rule }) =>
    facts
      .filter((product) => meetsRule(rule, product, judging))
      .map(({ id: productId }) => ({ collectionId, productId })),
  );
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}
