import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { brandLoaders } from './repository/loaders.ts';
import { createBrand } from './use-cases/create-brand.ts';
import { deleteBrand } from './use-cases/delete-brand.ts';
import { mergeBrands } from './use-cases/merge-brands.ts';
import { readBrands } from './use-cases/read-brands.ts';
import { updateBrand } from './use-cases/update-brand.ts';

/** What resolvers find at `context.brands`. */
export type BrandsContext = ReturnType<typeof brandsContext>;

/** Makes the context of one operation. */
export function brandsContext(parts: Parts) {
  return {
    loaders: brandLoaders(parts.database.statements),
    ...bind(parts, { createBrand, updateBrand, deleteBrand, mergeBrands, readBrands }),
  };
}
