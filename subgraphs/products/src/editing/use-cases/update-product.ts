import { isDeepStrictEqual } from 'node:util';
import { recordStaffActions, type StaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { findBrandName, holdBrands, noSuchBrand, readBrandGiven } from '../../brands/door.ts';
import { tellOfProducts } from '../../publishing/door.ts';
import { describedAfter } from '../../rich-text/door.ts';
import {
  findTakenSlugs,
  lockProducts,
  readVariantsOfProducts,
  saveProducts,
  type EditedProduct,
} from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';
import {
  readProductChange,
  type CheckedProductChange,
  type ProductChangeInput,
} from '../rules/product-input.ts';
import type { SlugTaken } from './create-product.ts';
import {
  changeCatalogue,
  leafFault,
  textsOf,
  type CategoryHoldsCategories,
  type CategoryNotFound,
  type Dependencies,
  type HeldCatalogue,
  type ProductChanged,
  type ProductNotFound,
} from './edit-product.ts';

/** What is to be different about a product, and which version of it was read. */
export interface ChangeOfProduct extends ProductChangeInput {
  readonly id: string;
  readonly version: number;
  readonly categoryId?: string | null | undefined;
  /** The id of its brand, in the place of its name. */
  readonly brandId?: string | null | undefined;
}

/** The same, with who wants it. */
export interface UpdateProduct extends ChangeOfProduct {
  readonly staffId: string;
}

/** What came of it. */
export type UpdateProductOutcome =
  | { readonly kind: 'updated' }
  | ProductNotFound
  | ProductChanged
  | CategoryNotFound
  | CategoryHoldsCategories
  | SlugTaken
  | InvalidInput;

/** Changes what a product is called and says, and where it is, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateProduct(
  dependencies: Dependencies,
  { staffId, ...asked }: UpdateProduct,
): Promise<UpdateProductOutcome> {
  const read = readAsked(asked);
  if (read.kind !== 'valid') return read;
  return changeCatalogue<UpdateProductOutcome>(dependencies, async (held) => {
    const [outcome] = await updateChecked(dependencies, held, staffId, [read.value]);
    if (outcome === undefined) throw new Error('A product was neither changed nor refused');
    return outcome;
  });
}

/**
 * Changes those of some products that can be, in a transaction that is open already: as many statements for many as for one. None is there
 * twice, and no two of them are to have one slug. @returns what came of each, in their order
 */
export async function updateProducts(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  asked: readonly ChangeOfProduct[],
): Promise<UpdateProductOutcome[]> {
  const reads = asked.map((one) => readAsked(one));
  const checked = reads.flatMap((read) => (read.kind === 'valid' ? [read.value] : []));
  const outcomes = (await updateChecked(dependencies, held, staffId, checked)).values();
  return reads.flatMap((read) => (read.kind === 'valid' ? (outcomes.next().value ?? []) : [read]));
}

interface Asked extends Pick<ChangeOfProduct, 'id' | 'version' | 'categoryId' | 'brandId'> {
  readonly change: CheckedProductChange;
}

function readAsked({ id, version, categoryId, brandId, ...input }: ChangeOfProduct) {
  const read = readProductChange(input);
  if (read.kind === 'invalid-input') return read;
  const given = readBrandGiven({ brand: input.brand, brandId }, false);
  if (given !== undefined) return given;
  if (!isId(id)) return { kind: 'product-not-found' as const, productId: id };
  const value: Asked = { id, version, categoryId, brandId, change: read.value };
  return { kind: 'valid' as const, value };
}

async function updateChecked(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  asked: readonly Asked[],
): Promise<UpdateProductOutcome[]> {
  if (asked.length === 0) return [];
  const products = await lockProducts(
    held.tx,
    asked.map(({ id }) => id),
  );
  const slugs = asked.flatMap(({ id, change: { slug } }) =>
    slug === null || slug === products.get(id)?.slug ? [] : [slug],
  );
  const taken = slugs.length === 0 ? new Set<string>() : await findTakenSlugs(held.tx, slugs);
  const edits: Edit[] = [];
  const outcomes: UpdateProductOutcome[] = [];
  for (const one of asked) {
    const before = products.get(one.id);
    const after = before && changed(before, one, await brandAsked(held, one));
    const fault = faultOf(held, one, { before, after, taken });
    if (before !== undefined && after !== undefined && fault === undefined)
      edits.push({ before, after, reason: one.change.reason });
    outcomes.push(fault ?? { kind: 'updated' });
  }
  await store(dependencies, held, staffId, await withBrands(dependencies, held, staffId, edits));
  return outcomes;
}

/** The name of the brand that a product is to have; undefined where it keeps its own, null where there is none of that id. */
async function brandAsked(
  { tx }: HeldCatalogue,
  { brandId, change }: Asked,
): Promise<string | null | undefined> {
  return brandId == null ? change.brand : ((await findBrandName(tx, brandId)) ?? null);
}

/** What a product becomes; undefined where it is to have a brand that there is not. */
function changed(
  before: EditedProduct,
  { categoryId, change }: Asked,
  brand: string | null = before.brand,
): EditedProduct | undefined {
  if (brand === null) return undefined;
  const { name = before.name, tags = before.tags, taxClass = before.taxClass } = change;
  const place = { slug: change.slug ?? before.slug, categoryId: categoryId ?? before.categoryId };
  return { ...before, ...describedAfter(before, change), name, brand, tags, taxClass, ...place };
}

/** Changes by which something becomes different, with the brands that are meant, which are there from now on. */
async function withBrands(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  edits: readonly Edit[],
): Promise<Edit[]> {
  const names = edits.flatMap(({ before, after }) => (after.brand === before.brand ? [] : [after.brand]));
  const reason = edits[0]?.reason ?? null;
  const brands = await holdBrands(dependencies, held, { staffId, names, reason });
  return edits
    .map((edit) => ({
      ...edit,
      after: { ...edit.after, brand: brands.get(edit.after.brand) ?? edit.after.brand },
    }))
    .filter(({ before, after }) => !isDeepStrictEqual(textsOf(before), textsOf(after)));
}

interface Compared {
  readonly before: EditedProduct;
  readonly after: EditedProduct;
}

/** What is compared: no `before` where there is no such product, no `after` where it cannot have its brand. */
interface Asking {
  readonly before: EditedProduct | undefined;
  readonly after: EditedProduct | undefined;
  readonly taken: ReadonlySet<string>;
}

function faultOf(
  held: HeldCatalogue,
  { id, version }: Asked,
  { before, after, taken }: Asking,
): Exclude<UpdateProductOutcome, { readonly kind: 'updated' }> | undefined {
  if (before === undefined) return { kind: 'product-not-found', productId: id };
  if (before.version !== version) return { kind: 'product-changed', version: before.version };
  if (after === undefined) return noSuchBrand;
  const fault = after.categoryId === before.categoryId ? undefined : leafFault(held, after.categoryId);
  if (fault !== undefined) return fault;
  return taken.has(after.slug) ? { kind: 'slug-taken', slug: after.slug } : undefined;
}

interface Edit extends Compared {
  readonly reason: string | null;
}

/** Stores what is different, tells all who keep something of it, and adds it to the audit trail: last in its transaction. */
async function store(
  { newId, now }: Dependencies,
  { tx, send, tree }: HeldCatalogue,
  staffId: string,
  edits: readonly Edit[],
): Promise<void> {
  if (edits.length === 0) return;
  const products = edits.map(({ after }) => after);
  const variants = await readVariantsOfProducts(
    tx,
    products.map(({ id }) => id),
  );
  await saveProducts(
    tx,
    products.map((product) => contentOf(tree, product, variants.get(product.id) ?? [])),
  );
  for (const one of await tellOfProducts(tx, products, newId)) send(one);
  const at = now();
  const actions = edits.map(({ before, after, reason }): StaffAction => {
    const by = { staffId, operation: 'productUpdate', target: after.id, reason, at };
    return { ...by, before: textsOf(before), after: textsOf(after) };
  });
  await recordStaffActions('products', { tx, send }, actions);
}
