import { bind } from '@cartwright/database';
import { documentPath } from '../media/door.ts';
import type { Parts } from '../parts.ts';
import { showValues } from './use-cases/show-values.ts';
import { updateProductAttributes } from './use-cases/update-product-attributes.ts';
import { updateVariantAttributes } from './use-cases/update-variant-attributes.ts';

/** What resolvers find at `context.attributes`. */
export type AttributesContext = ReturnType<typeof attributesContext>;

/** Makes the context of one operation. */
export function attributesContext(parts: Parts) {
  const { config, database } = parts;
  return {
    ...showValues(database.statements),
    ...bind(parts, { updateProductAttributes, updateVariantAttributes }),
    fileUrl: (id: string) => `${config.PUBLIC_URL}${documentPath(id)}`,
  };
}
