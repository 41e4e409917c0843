import { readInput, type InvalidInput, type ReadInput } from '@cartwright/input';
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

type Asked = Omit<NewProduct, 'id' | 'slug'>;

function readAsked({
  categoryId,
  status = 'DRAFT',
  seo,
  ...input
}: Omit<CreateProduct, 'staffId'>): ReadInput<Asked> {
  const content = readNewProduct(input);
  if (content.kind === 'invalid-input') return content;
  const told = readInput(seoSchema, seo ?? {});
  if (told.kind === 'invalid-input') return told;
  return { kind: 'valid', value: { categoryId, status, content: content.value, seo: told.value } };
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
  for (const one of asked) {
    const slug = await slugFor(held, one.content, slugs);
    const fault = leafFault(held, one.categoryId) ?? skuFaultIn(skus, one.content.variants);
    if (fault !== undefined) outcomes.push(fault);
    else if (slug === undefined) outcomes.push({ kind: 'slug-taken', slug: one.content.slug });
    else {
      const id = dependencies.newId();
      made.push({ id, slug, ...one });
      outcomes.push({ kind: 'created', productId: id });
    }
  }
  await addProducts(dependencies, held, staffId, made);
  return outcomes;
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
