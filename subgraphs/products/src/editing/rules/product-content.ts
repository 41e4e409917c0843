import { keywordsOf, type CategoryTree } from '../../catalogue/door.ts';
import type { EditedProduct, ProductContent } from '../repository.ts';
import type { VariantByOptions } from './fit-options.ts';

type Said = Omit<EditedProduct, 'status' | 'publishedAt' | 'version'>;

/** What is stored of a product, with what searches find it by: that follows from its categories, its tags and its variants. */
export function contentOf(
  tree: CategoryTree,
  product: Said,
  variants: readonly VariantByOptions[],
): ProductContent {
  const { id, slug, name, description, descriptionHtml, brand, categoryId, tags, taxClass, options } =
    product;
  const chosen = variants.flatMap(({ selectedOptions }) => selectedOptions);
  return {
    ...{ id, slug, name, description, descriptionHtml, brand, categoryId, tags, taxClass, options },
    optionValues: [...new Set(chosen.map((option) => `${option.name}=${option.value}`))],
    keywords: keywordsOf({
      path: tree.path(categoryId),
      tags,
      optionValues: chosen.map(({ value }) => value),
    }),
  };
}
