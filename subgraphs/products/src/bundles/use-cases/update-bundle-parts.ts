import { isDeepStrictEqual } from 'node:util';
import { readReason } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { message, stockChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { invalidInput, type InvalidInput } from '@cartwright/input';
import {
  editProduct,
  recordProduct,
  touchProduct,
  type HeldProduct,
  type ProductChanged,
} from '../../editing/door.ts';
import type { Parts } from '../../parts.ts';
import { announceMoved, lockStock, refreshBundlesOf } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import {
  emptyBundle,
  findProductOf,
  isBlank,
  readBundleParts,
  readPartFacts,
  saveBundleParts,
} from '../repository/bundle-parts.ts';
import { faultsOfParts, faultsOfVariants, variantFault, type Part } from '../rules/parts-input.ts';

/** What a variant is to consist of, and which version of its product was read. */
export interface UpdateBundleParts {
  readonly staffId: string;
  readonly variantId: string;
  readonly version: number;
  readonly parts: readonly Part[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateBundlePartsOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'variant-not-found' }
  /** It has or had stock of its own, or is a part itself. */
  | { readonly kind: 'stocked' }
  | ProductChanged
  | InvalidInput;

/** Says what a variant consists of, with its entry in the audit trail, and announces how many can be bought; where it does so already, nothing changes. */
export async function updateBundleParts(
  dependencies: Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'>,
  { staffId, variantId, version, parts, reason }: UpdateBundleParts,
): Promise<UpdateBundlePartsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const strangers = parts.flatMap((part, index) => (isId(part.variantId) ? [] : [variantFault(index)]));
  const faults = [...strangers, ...faultsOfParts(variantId, parts)];
  if (faults.length > 0) return invalidInput(...faults);
  const id = isId(variantId) ? await findProductOf(dependencies.database.statements, variantId) : undefined;
  if (id === undefined) return { kind: 'variant-not-found' };
  const outcome = await editProduct<UpdateBundlePartsOutcome>(
    dependencies,
    { id, version },
    async (held) => {
      const before = await partsOf(held.tx, variantId);
      const after = parts.map(({ variantId: part, quantity }) => ({ variantId: part, quantity }));
      if (isDeepStrictEqual(before, after)) return { kind: 'updated' };
      const fault = await faultOf(held, variantId, { before, after });
      if (fault !== undefined) return fault;
      for (const change of await store(held.tx, variantId, after)) held.send(message(stockChanged, change));
      await touchProduct(held);
      const states = { before: { variantId, parts: before }, after: { variantId, parts: after } };
      const action = { staffId, operation: 'bundlePartsUpdate', ...why.value, ...states };
      await recordProduct(dependencies, held, held.product, action);
      return { kind: 'updated' };
    },
    // Whoever sells a part locks parts, then their bundles, then products.
    async ({ tx }) => {
      const ids = [...(await partsOf(tx, variantId)), ...parts].map((part) => part.variantId);
      await lockStock(tx, [...ids, variantId]);
    },
  );
  return outcome.kind === 'product-not-found' ? { kind: 'variant-not-found' } : outcome;
}

async function partsOf(tx: Transaction<Tables>, bundleId: string): Promise<Part[]> {
  const rows = await readBundleParts(tx, [bundleId]);
  return rows.map(({ variantId, quantity }) => ({ variantId, quantity }));
}

interface Change {
  readonly before: readonly Part[];
  readonly after: readonly Part[];
}

async function faultOf(
  { tx, product, variants }: HeldProduct,
  variantId: string,
  { before, after }: Change,
): Promise<Exclude<UpdateBundlePartsOutcome, { kind: 'updated' }> | undefined> {
  if (!variants.some(({ id }) => id === variantId)) return { kind: 'variant-not-found' };
  if (before.length === 0 && !(await isBlank(tx, variantId))) return { kind: 'stocked' };
  const ids = after.map((part) => part.variantId);
  const facts = await readPartFacts(tx, { id: variantId, productId: product.id }, ids);
  const isShown = product.status === 'PUBLISHED' || product.status === 'SCHEDULED';
  const faults = faultsOfVariants(after, facts, isShown);
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

async function store(tx: Transaction<Tables>, variantId: string, parts: readonly Part[]) {
  const before = (await lockStock(tx, [variantId])).get(variantId)?.available ?? 0;
  const emptied = parts.length === 0 ? await emptyBundle(tx, variantId) : [];
  await saveBundleParts(tx, variantId, parts);
  const filled = await refreshBundlesOf(
    tx,
    parts.map((part) => ({ variantId: part.variantId, isPart: true })),
  );
  const gone = emptied.map(({ version }) => ({ variantId, version, available: 0, before, isPart: false }));
  return announceMoved(tx, [...gone, ...filled]);
}
