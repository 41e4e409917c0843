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
  noteLooked,
  takeBehind,
  takeChanged,
  takeTurn,
  type BehindCollection,
  type RuledCollection,
  type RuleMember,
} from '../repository/rule-members.ts';
import { goesByPrices } from '../rules/collection-rule.ts';
import { meetsRule, type Judging, type ProductFacts } from '../rules/meets-rule.ts';

/** So many changes are followed in one transaction. */
const changesAtOnce = 1_000;
/** So many products are looked at in one transaction, where all are to be. */
const productsAtOnce = 2_000;

/**
 * Has collections hold what meets their rules after what has changed, a part of it at a time: some of the changes, and some of the products
 * for collections that are behind. @returns whether there was anything to do
 */
export async function followRules(
  { database, messaging, newId }: Pick<Parts, 'database' | 'messaging' | 'newId'>,
  atOnce = productsAtOnce,
): Promise<boolean> {
  if (!(await hasWork(database.statements))) return false;
  return messaging.transact(async (tx, send) => {
    if (!(await takeTurn(tx))) return false;
    const at = await readTime(tx);
    const behind = await takeBehind(tx, at);
    await noteGrownOld(tx, at);
    const judging = { at, tree: await readTree(tx) };
    const changed = await followChanges(tx, judging);
    const refilled = behind.length === 0 ? undefined : await refillPart(tx, behind, { judging, atOnce });
    for (const id of new Set([...(changed ?? []), ...(refilled ?? [])]))
      send(collectionChangedMessage(id, newId()));
    return changed !== undefined || refilled !== undefined;
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

/**
 * Looks at the next products for some collections that have come equally far.
 * @returns those that are different now, or have seen the last product
 */
async function refillPart(
  tx: Transaction<Tables>,
  collections: readonly BehindCollection[],
  { judging, atOnce }: { readonly judging: Judging; readonly atOnce: number },
): Promise<string[]> {
  const ids = collections.map(idOf);
  const after = collections[0]?.lookedTo ?? null;
  const withPrices = collections.some(({ rule }) => goesByPrices(rule));
  const facts = await readFactsOf(tx, { after, limit: atOnce, withPrices });
  const members = membersOf(collections, facts, judging);
  const changed = await storeMembers(tx, ids, { productIds: facts.map(idOf), members });
  const last = facts.length < atOnce ? null : (facts.at(-1)?.id ?? null);
  await noteLooked(tx, ids, last);
  return last === null ? ids : changed;
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
