import type { CategoryHoldsCategories, CategoryNotFound } from '../use-cases/edit-product.ts';
import type { SkuTaken } from '../use-cases/add-variants.ts';
import type { VariantNotFound, VariantsBundled, VariantsOrdered } from '../use-cases/delete-variants.ts';
import type { SlugTaken } from '../use-cases/create-product.ts';

/** The member for a category that is not there. */
export function categoryNotFound({ categoryId }: CategoryNotFound) {
  return { __typename: 'CategoryNotFoundError', message: 'There is no such category.', categoryId } as const;
}

/** The member for a category that holds no products. */
export function holdsCategories({ category }: CategoryHoldsCategories) {
  const message = `"${category.name}" has categories below it, and can hold no products.`;
  return { __typename: 'CategoryHoldsCategoriesError', message, category } as const;
}

/** The member for a slug that another product has. */
export function slugTaken({ slug }: SlugTaken) {
  return { __typename: 'SlugTakenError', message: 'Another product has this slug.', slug } as const;
}

/** The member for stock-keeping units that other variants have. */
export function skuTaken({ skus }: SkuTaken) {
  const message = `Other variants have these SKUs: ${skus.join(', ')}.`;
  return { __typename: 'SkuTakenError' as const, message, skus: [...skus] };
}

/** The member for variants that orders hold or held. */
export function variantsOrdered({ variantIds }: VariantsOrdered) {
  const message = 'Somebody has ordered these variants; archive the product instead.';
  return { __typename: 'VariantsOrderedError' as const, message, variantIds: [...variantIds] };
}

/** The member for variants that are parts of bundles. */
export function variantsBundled({ variantIds }: VariantsBundled) {
  const message = 'Bundles have these variants as parts; change the bundles first.';
  return { __typename: 'VariantsBundledError' as const, message, variantIds: [...variantIds] };
}

/** The member for a variant that the product does not have. */
export function variantNotFound({ variantId }: Pick<VariantNotFound, 'variantId'>) {
  return {
    __typename: 'VariantNotFoundError',
    message: 'The product has no such variant.',
    variantId,
  } as const;
}
