import { hash } from 'node:crypto';
import type { Transaction } from '@cartwright/database';
import { mailboxOf } from '@cartwright/input';
import type { Tables } from '../../generated/tables.ts';
import { lockCounts, lockCountsOf, readUses, removeUses, saveUses } from '../repository/uses.ts';
import { codeKey } from '../rules/code-input.ts';
import { buyerKeyOf, decideUses, type UsesOfOrder } from '../rules/reserve-uses.ts';

/** What a guest is told apart from others by: a digest of the mailbox of the address that they order with. */
export function guestKeyOf(email: string): string {
  return hash('sha256', `guest ${mailboxOf(email.toLowerCase())}`);
}

/**
 * Counts uses of promotions for orders, for each of them all or none; asked again for an order, nothing is counted again. Orders at the same
 * time wait for one another where they use one promotion, always in the same order. Where one has its uses, those of the order that it replaces
 * are given back. @returns by order the ids of the promotions that were
 * used up; none for an order that has all of its uses
 */
export async function reserveUses(
  tx: Transaction<Tables>,
  asked: readonly UsesOfOrder[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const orders = asked.filter(({ uses, replaces }) => uses.length > 0 || replaces != null).map(withCodeKeys);
  const nothing = new Map(asked.map(({ orderId }) => [orderId, [] as readonly string[]]));
  if (orders.length === 0) return nothing;
  const uses = orders.flatMap((order) => order.uses);
  const promotionIds = [...new Set(uses.map(({ promotionId }) => promotionId))];
  const replacedIds = orders.flatMap(({ replaces }) => replaces ?? []);
  // All at once, in their order: what is given back, too.
  const promotions = await lockCounts(tx, promotionIds, replacedIds);
  const { reserved: known, ...counts } = await readUses(tx, {
    promotionIds,
    orderIds: orders.map(({ orderId }) => orderId),
    codes: uses.flatMap(({ code }) => code ?? []),
    replacedIds,
    buyerKeys: orders.flatMap((order) => buyerKeyOf(order) ?? []),
  });
  const isNew = ({ orderId }: UsesOfOrder): boolean => !known.includes(orderId);
  const { reserved, usedUp } = decideUses(orders.filter(isNew), { promotions, ...counts });
  const replaced = counts.replaced.map(({ orderId }) => orderId);
  const standing = orders.filter(({ orderId }) => usedUp.get(orderId)?.length === 0);
  const freed = standing.flatMap(({ replaces }) => replaces ?? []).filter((id) => replaced.includes(id));
  if (freed.length > 0) await removeUses(tx, freed);
  await saveUses(tx, reserved);
  return new Map([...nothing, ...usedUp]);
}

/** Each promotion once, by the first of its codes. */
function withCodeKeys({ uses, ...order }: UsesOfOrder): UsesOfOrder {
  const firstUses = new Map(uses.toReversed().map((use) => [use.promotionId, use]));
  return {
    ...order,
    uses: [...firstUses.values()].map((use) => ({ ...use, code: use.code && codeKey(use.code) })),
  };
}

/** Gives back what orders used of promotions; nothing for an order that has none, or has given it back. */
export async function giveBackUses(tx: Transaction<Tables>, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length > 0 && (await lockCountsOf(tx, orderIds))) await removeUses(tx, orderIds);
}
