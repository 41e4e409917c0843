import { bind } from '@cartwright/database';
import type { RecentlyRead } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { ProductType } from './rules/definition.ts';
import { facetAttributes } from './rules/facet-attributes.ts';
import { createProductType } from './use-cases/create-product-type.ts';
import { deleteProductType } from './use-cases/delete-product-type.ts';
import { updateProductType } from './use-cases/update-product-type.ts';

/** What resolvers find at `context.productTypes`. */
export type ProductTypesContext = ReturnType<typeof productTypesContext>;

/** Makes the context of one operation. */
export function productTypesContext(parts: Parts, types: RecentlyRead<readonly ProductType[]>) {
  return {
    ...bind(parts, { createProductType, updateProductType, deleteProductType }),
    ...types,
    /** The attributes that facets show, as they were at most a second ago. */
    facetAttributes: async () => facetAttributes(await types.recent()),
  };
}
