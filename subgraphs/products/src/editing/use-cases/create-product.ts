import { readInput, type InvalidInput, type ReadInput } from '@cartwright/input';
import { findBrandName, holdBrands, noSuchBrand, readBrandGiven } from '../../brands/door.ts';
import { freeSlug } from '../../catalogue/door.ts';
import { seoSchema, type SeoInput } from '../../seo/door.ts';
import { findNumberedSlugs, findTakenSkus, findTakenSlugs } from '../repository.ts';
import { readNewProduct, type CheckedProduct, type ProductInput } from '../rules/product-input.ts';
import { addProducts, type NewProduct } from './add-products.ts';
import { skuFaultIn, type SkuTaken } from './add-variants.ts';
import {
  changeCatalogue,
  leafFault,
  type CategoryHoldsCategories,
  type CategoryNotFound,
  type Dependencies,
  type HeldCatalogue,
} from './edit-product.ts';

/** A product to be made. */
export interface CreateProduct extends ProductInput {
  readonly staffId: string;
  readonly categoryId: string;
  /** The id of its brand, in the place of its name. */
  readonly brandId?: string | null | undefined;
  /** What it begins as; a draft when left out. */
  readonly status?: NewProduct['status'] | undefined;
  /** What search engines are told of it; its name and its description when left out. */
  readonly seo?: SeoInput | undefined;
}

/** Another product has the slug. */
export interface SlugTaken {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

/** What came of it. */
export type CreateProductOutcome =
  | { readonly kind: 'created'; readonly productId: string }
  | CategoryNotFound
  | CategoryHoldsCategories
  | SlugTaken
  | SkuTaken
  | InvalidInput;

/** Makes a product with its variants, their first prices and pieces, with its entries in the audit trail. */
export async function createProduct(
  dependencies: Dependencies,
  asked: CreateProduct,
): Promise<CreateProductOutcome> {
  const read = readAsked(asked);
  if (read.kind === 'invalid-input') return read;
  return changeCatalogue<CreateProductOutcome>(dependencies, async (held) => {
    const [outcome] = await createChecked(dependencies, held, asked.staffId, [read.value]);
    if (outcome === undefined) throw new Error('A product was neither made nor refused');
    return outcome;
  });
}

/**
 * Makes those of some products that can be, in a transaction that is open already: as many statements for many as for one. No two of them
 * have one slug or one stock-keeping unit. @returns what came of each, in their order
 */
export async function createProducts(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  asked: readonly Omit<CreateProduct, 'staffId'>[],
): Promise<CreateProductOutcome[]> {
  const reads = asked.map((one) => readAsked(one));
  const checked = reads.flatMap((read) => (read.kind === 'valid' ? [read.value] : []));
  const outcomes = (await createChecked(dependencies, held, staffId, checked)).values();
  return reads.flatMap((read) => (read.kind === 'valid' ? (outcomes.next().value ?? []) : [read]));
}

interface Asked extends Omit<NewProduct, 'id' | 'slug' | 'content'> {
  readonly content: CheckedProduct;
  readonly brandId: string | null;
}

function readAsked({
  categoryId,
  status = 'DRAFT',
  seo,
  brandId = null,
  ...input
}: Omit<CreateProduct, 'staffId'>): ReadInput<Asked> {
  const fault = readBrandGiven({ brand: input.brand, brandId }, true);
  if (fault !== undefined) return fault;
  const content = readNewProduct(input);
  if (content.kind === 'invalid-input') return content;
  const told = readInput(seoSchema, seo ?? {});
  if (told.kind === 'invalid-input') return told;
  return { kind: 'valid', value: { categoryId, status, content: content.value, seo: told.value, brandId } };
}

async function createChecked(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  asked: readonly Asked[],
): Promise<CreateProductOutcome[]> {
  const skus = await findTakenSkus(
    held.tx,
    asked.flatMap(({ content }) => content.variants.map(({ sku }) => sku)),
  );
  const slugs = await findTakenSlugs(
    held.tx,
    asked.map(({ content }) => content.slug),
  );
  const made: NewProduct[] = [];
  const outcomes: CreateProductOutcome[] = [];
  for (const { brandId, content, ...one } of asked) {
    const slug = await slugFor(held, content, slugs);
    const brand = brandId === null ? content.brand : await findBrandName(held.tx, brandId);
    const fault = leafFault(held, one.categoryId) ?? skuFaultIn(skus, content.variants);
    if (fault !== undefined) outcomes.push(fault);
    else if (brand === undefined) outcomes.push(noSuchBrand);
    else if (slug === undefined) outcomes.push({ kind: 'slug-taken', slug: content.slug });
    else {
      const id = dependencies.newId();
      made.push({ id, slug, ...one, content: { ...content, brand } });
      outcomes.push({ kind: 'created', productId: id });
    }
  }
  await addProducts(dependencies, held, staffId, await withBrands(dependencies, held, staffId, made));
  return outcomes;
}

/** Products with the brands that their names mean, which are there from now on. */
async function withBrands(
  dependencies: Dependencies,
  held: HeldCatalogue,
  staffId: string,
  products: readonly NewProduct[],
): Promise<NewProduct[]> {
  const names = products.map(({ content }) => content.brand);
  const reason = products[0]?.content.reason ?? null;
  const brands = await holdBrands(dependencies, held, { staffId, names, reason });
  return products.map((product) => {
    const { content } = product;
    return { ...product, content: { ...content, brand: brands.get(content.brand) ?? content.brand } };
  });
}

/** The slug that a new product gets; undefined where it is to be one that another has. */
async function slugFor(
  { tx }: HeldCatalogue,
  { slug, isOwnSlug }: CheckedProduct,
  taken: ReadonlySet<string>,
): Promise<string | undefined> {
  if (!taken.has(slug)) return slug;
  if (isOwnSlug) return undefined;
  const numbered = await findNumberedSlugs(tx, slug);
  return freeSlug(slug, (one) => numbered.has(one));
}
