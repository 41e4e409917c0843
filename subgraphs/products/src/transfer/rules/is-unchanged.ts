import { readInput } from '@cartwright/input';
import type { CategoryTree, ProductOption } from '../../catalogue/door.ts';
import { readProductChange } from '../../editing/door.ts';
import { seoSchema } from '../../seo/door.ts';
import { Refusal } from './failure.ts';
import { findCategory } from './find-category.ts';
import type { ProductRecord } from './records.ts';
import { changeOf, moreValues, planVariants, priceChange, type PlannedVariant } from './variant-plan.ts';

/** What a file may say of a product, as it is stored. */
export interface ComparedProduct {
  readonly id: string;
  readonly categoryId: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly options: readonly ProductOption[];
  readonly status: string;
  readonly seoTitle: string | null;
  readonly seoDescription: string | null;
}

/** Whether a product is already all that a file tells of it; false too where that cannot be told without trying. */
export function isUnchanged(
  product: ComparedProduct,
  variants: readonly PlannedVariant[],
  record: ProductRecord,
  tree: CategoryTree,
): boolean {
  try {
    return (
      hasTexts(product, record) &&
      (findCategory(tree, record.categoryNames ?? [])?.id ?? product.categoryId) === product.categoryId &&
      hasStatus(product, record) &&
      hasSeo(product, record) &&
      (record.options === undefined || moreValues(product.options, record.options) === undefined) &&
      hasVariants(variants, record)
    );
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function hasTexts(product: ComparedProduct, { name, description, brand, tags }: ProductRecord): boolean {
  const read = readProductChange({ name, description, brand, tags });
  if (read.kind === 'invalid-input') return false;
  const { value } = read;
  return (
    (value.name ?? product.name) === product.name &&
    (value.description ?? product.description) === product.description &&
    // Whatever the case, it is the same brand.
    (value.brand ?? product.brand).toLowerCase() === product.brand.toLowerCase() &&
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

function hasVariants(variants: readonly PlannedVariant[], record: ProductRecord): boolean {
  const { known, added } = planVariants(variants, record.variants);
  return (
    added.length === 0 &&
    known.every(
      ({ variant, told }) =>
        changeOf(variant, told) === undefined &&
        (told.prices ?? []).every((price) => priceChange(price, variant.prices) === undefined),
    )
  );
}
