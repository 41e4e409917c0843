import type { CategoryTree } from '../../catalogue/door.ts';
import { Refusal } from './failure.ts';
import { findCategory } from './find-category.ts';
import type { ProductRecord } from './records.ts';
import { newVariants } from './variant-plan.ts';

/** What the import says of each new product. */
interface OrderOfNew {
  readonly reason: string | null;
  /** For those whose own category is not known; null for none. */
  readonly categoryId: string | null;
}

/** A product of a file that is not there yet, as staff would type it. @throws Refusal where no category is known for it */
export function newProduct(
  { reason, categoryId: otherwise }: OrderOfNew,
  { slug, name = '', brand = '', tags, taxClass, options, variants, ...told }: ProductRecord,
  tree: CategoryTree,
) {
  const categoryId = findCategory(tree, told.categoryNames ?? [])?.id ?? otherwise;
  if (categoryId === null)
    throw new Refusal('Its category is not known here, and no other was given for such products.');
  const { description, descriptionHtml } = told;
  const texts = { slug, name, description, descriptionHtml, brand, tags, taxClass };
  const content = { ...texts, options, variants: newVariants(variants) };
  return { reason, categoryId, status: told.status, seo: told.seo, ...content };
}
