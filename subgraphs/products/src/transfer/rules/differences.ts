import { readInput } from '@cartwright/input';
import type { CategoryTree, ProductOption } from '../../catalogue/door.ts';
import { readProductChange } from '../../editing/door.ts';
import { describedAfter } from '../../rich-text/door.ts';
import { seoSchema } from '../../seo/door.ts';
import { findCategory } from './find-category.ts';
import type { ProductRecord } from './records.ts';
import { changeOf, moreValues, planVariants, priceChange, type PlannedVariant } from './variant-plan.ts';

/** What a file may say of a product, as it is stored. */
export interface ComparedProduct {
  readonly id: string;
  readonly categoryId: string;
  readonly name: string;
  readonly description: string;
  readonly descriptionHtml: string | null;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly taxClass: string | null;
  readonly options: readonly ProductOption[];
  readonly status: string;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
  readonly version: number;
}

/** Part of what a file tells of a product. */
export type PartOfProduct = 'texts' | 'options' | 'variants' | 'prices' | 'seo' | 'status';

/**
 * In what a product is not as a file tells it, or may not be: what cannot be understood is a difference. None where it is all that the file tells.
 * @throws Refusal where that cannot come to be
 */
export function differencesOf(
  product: ComparedProduct,
  variants: readonly PlannedVariant[],
  record: ProductRecord,
  tree: CategoryTree,
): ReadonlySet<PartOfProduct> {
  const categoryId = findCategory(tree, record.categoryNames ?? [])?.id ?? product.categoryId;
  const { known, added } = planVariants(variants, record.variants);
  const same: Record<PartOfProduct, boolean> = {
    texts: categoryId === product.categoryId && hasTexts(product, record),
    options: record.options === undefined || moreValues(product.options, record.options) === undefined,
    variants: added.length === 0 && known.every(({ variant, told }) => changeOf(variant, told) === undefined),
    prices: known.every(({ variant, told }) =>
      (told.prices ?? []).every((price) => priceChange(price, variant.prices) === undefined),
    ),
    seo: hasSeo(product, record),
    status: hasStatus(product, record),
  };
  const parts = Object.entries(same) as [PartOfProduct, boolean][];
  return new Set(parts.flatMap(([part, isSame]) => (isSame ? [] : [part])));
}

function hasTexts(
  product: ComparedProduct,
  { name, description, descriptionHtml, brand, tags, taxClass }: ProductRecord,
): boolean {
  const read = readProductChange({ name, description, descriptionHtml, brand, tags, taxClass });
  if (read.kind === 'invalid-input') return false;
  const { value } = read;
  const after = describedAfter(product, value);
  return (
    (value.name ?? product.name) === product.name &&
    after.description === product.description &&
    after.descriptionHtml === product.descriptionHtml &&
    // Whatever the case, it is the same brand.
    (value.brand ?? product.brand).toLowerCase() === product.brand.toLowerCase() &&
    (value.taxClass === undefined || value.taxClass === product.taxClass) &&
    JSON.stringify(value.tags ?? product.tags) === JSON.stringify(product.tags)
  );
}

function hasSeo({ seoTitle, seoDescription }: ComparedProduct, { seo }: ProductRecord): boolean {
  if (seo === undefined) return true;
  const { title = seoTitle, description = seoDescription } = seo;
  const read = readInput(seoSchema, { title, description });
  if (read.kind === 'invalid-input') return false;
  return read.value.seoTitle === seoTitle && read.value.seoDescription === seoDescription;
}

function hasStatus({ status: before }: ComparedProduct, { status }: ProductRecord): boolean {
  return status === undefined || status === before || (status === 'DRAFT' && before === 'SCHEDULED');
}
