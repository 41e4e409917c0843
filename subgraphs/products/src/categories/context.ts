import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { createCategory } from './use-cases/create-category.ts';
import { deleteCategory } from './use-cases/delete-category.ts';
import { moveCategory } from './use-cases/move-category.ts';
import { updateCategory } from './use-cases/update-category.ts';

/** What resolvers find at `context.categories`. */
export type CategoriesContext = ReturnType<typeof categoriesContext>;

/** Makes the context of one operation. */
export function categoriesContext(parts: Parts) {
  return bind(parts, { createCategory, updateCategory, moveCategory, deleteCategory });
}
