import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { deleteBrand as removeBrand, lockBrand } from '../repository/brands.ts';
import { findLogoFile } from '../repository/logos.ts';
import { countProducts } from '../repository/renaming.ts';
import {
  changeBrands,
  recordChange,
  stateOf,
  type BrandChanged,
  type BrandNotFound,
  type Dependencies,
} from './change-brand.ts';

/** A brand to be deleted, and which version of it was read. */
export interface DeleteBrand {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly reason?: string | null | undefined;
}

/** There are products of the brand. */
export interface BrandInUse {
  readonly kind: 'brand-in-use';
  readonly productCount: number;
}

/** What came of it. */
export type DeleteBrandOutcome =
  { readonly kind: 'deleted' } | BrandInUse | BrandNotFound | BrandChanged | InvalidInput;

/** Deletes a brand that no product is of, with its entry in the audit trail. */
export async function deleteBrand(
  dependencies: Dependencies,
  { staffId, id, version, reason }: DeleteBrand,
): Promise<DeleteBrandOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'brand-not-found', brandId: id };
  return changeBrands<DeleteBrandOutcome>(dependencies, async (changing) => {
    const { tx } = changing;
    const before = await lockBrand(tx, id);
    if (before === undefined) return { kind: 'brand-not-found', brandId: id };
    if (before.version !== version) return { kind: 'brand-changed', brand: before };
    const productCount = await countProducts(tx, [before.name, ...before.formerNames]);
    if (productCount > 0) return { kind: 'brand-in-use', productCount };
    const states = { before: stateOf(before, await findLogoFile(tx, id)), after: null };
    await removeBrand(tx, id);
    const action = { staffId, operation: 'brandDelete', ...why.value, target: id };
    await recordChange(dependencies, changing, { ...action, ...states });
    return { kind: 'deleted' };
  });
}
