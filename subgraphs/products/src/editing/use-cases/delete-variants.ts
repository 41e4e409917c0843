import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { changeAvailableVariants } from '../../catalogue/door.ts';
import { variantMessages } from '../../pricing/door.ts';
import { findAwaited, findOrdered, lockStock } from '../../stock/door.ts';
import {
  deleteVariants as removeVariants,
  findBundled,
  saveProduct,
  type EditedVariant,
} from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import {
  editProduct,
  recordProduct,
  type Dependencies,
  type HeldCatalogue,
  type HeldProduct,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';
import { variantState } from './update-variants.ts';

/** Variants of a product to be deleted, and which version of it was read. */
export interface DeleteVariants {
  readonly staffId: string;
  readonly productId: string;
  readonly version: number;
  readonly variantIds: readonly string[];
  readonly reason?: string | null | undefined;
}

/** The product has no variant of that id. */
export interface VariantNotFound {
  readonly kind: 'variant-not-found';
  readonly variantId: string;
}

/** Orders hold or held these variants, which stay for them. */
export interface VariantsOrdered {
  readonly kind: 'variants-ordered';
  readonly variantIds: readonly string[];
}

/** Bundles have these variants as parts. */
export interface VariantsBundled {
  readonly kind: 'variants-bundled';
  readonly variantIds: readonly string[];
}

const onTheirWay = 'Pieces of this variant are on their way. Please end their shipment or transfer first.';

/** What came of it. */
export type DeleteVariantsOutcome =
  | { readonly kind: 'deleted' }
  | ProductNotFound
  | ProductChanged
  | VariantNotFound
  | VariantsOrdered
  | VariantsBundled
  | InvalidInput;

/** Deletes variants that nobody has ever ordered, all or none of them, with their entry in the audit trail. */
export async function deleteVariants(
  dependencies: Dependencies,
  { staffId, productId, version, variantIds, reason }: DeleteVariants,
): Promise<DeleteVariantsOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const stranger = variantIds.find((id) => !isId(id));
  if (stranger !== undefined) return { kind: 'variant-not-found', variantId: stranger };
  const product = { id: productId, version };
  const beforehand = ({ tx }: HeldCatalogue) => lockStock(tx, variantIds);
  return editProduct<DeleteVariantsOutcome>(
    dependencies,
    product,
    async (held) => {
      const fault = choiceFault(held, variantIds) ?? (await staysFor(held, variantIds));
      if (fault !== undefined) return fault;
      const gone = held.variants.filter(({ id }) => variantIds.includes(id));
      const left = held.variants.filter(({ id }) => !variantIds.includes(id));
      await remove(held, gone);
      await saveProduct(held.tx, contentOf(held.tree, held.product, left));
      const action = { staffId, operation: 'productVariantsDelete', ...why.value, after: null };
      const before = { variants: gone.map(variantState) };
      await recordProduct(dependencies, held, held.product, { ...action, before });
      return { kind: 'deleted' };
    },
    beforehand,
  );
}

/** Deletes variants, and tells that they are not for sale any more. */
export async function remove(
  { tx, send, product }: HeldProduct,
  variants: readonly EditedVariant[],
): Promise<void> {
  const ids = variants.map(({ id }) => id);
  const { id, name, slug } = product;
  const told = await variantMessages(
    tx,
    variants.map(({ version, ...variant }) => ({
      product: { id, name, slug, status: 'ARCHIVED' },
      variant: { ...variant, version: version + 1 },
    })),
  );
  const available = [...(await lockStock(tx, ids))].filter(([, level]) => level.available > 0);
  await changeAvailableVariants(
    tx,
    available.map(([variantId]) => ({ variantId, change: -1 })),
  );
  await removeVariants(tx, ids);
  for (const one of told) send(one);
}

/** Why variants must stay; undefined where nobody has ordered one of them, no other bundle has one and no pieces of one are on their way. */
export async function staysFor(
  { tx }: HeldCatalogue,
  variantIds: readonly string[],
): Promise<VariantsOrdered | VariantsBundled | InvalidInput | undefined> {
  const ordered = await findOrdered(tx, variantIds);
  if (ordered.length > 0) return { kind: 'variants-ordered', variantIds: ordered };
  const bundled = await findBundled(tx, variantIds);
  if (bundled.length > 0) return { kind: 'variants-bundled', variantIds: bundled };
  const awaited = await findAwaited(tx, variantIds);
  const faults = awaited.map((id) =>
    invalidField(['variantIds', String(variantIds.indexOf(id))], 'INVALID_VALUE', onTheirWay),
  );
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

function choiceFault(
  { variants }: HeldProduct,
  variantIds: readonly string[],
): VariantNotFound | InvalidInput | undefined {
  const stranger = variantIds.find((id) => !variants.some((variant) => variant.id === id));
  if (stranger !== undefined) return { kind: 'variant-not-found', variantId: stranger };
  if (new Set(variantIds).size < variants.length && variantIds.length > 0) return undefined;
  const [code, advice] =
    variantIds.length === 0
      ? (['REQUIRED', 'Please name at least one variant.'] as const)
      : (['INVALID_VALUE', 'Please leave one: a product has at least one variant.'] as const);
  return invalidInput(invalidField(['variantIds'], code, advice));
}
