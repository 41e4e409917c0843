import type { Room } from '@cartwright/subgraph';
import { readRecently } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import type { Tables } from '../tables.ts';
import { productTypesContext } from './context.ts';
import { publishes } from './events.ts';
import { readProductTypes } from './repository/product-types.ts';
import { resolvers } from './resolvers.ts';

/** Kinds of products, and what is said of each: the attributes that staff define. */
export function productTypesRoom(parts: Parts): Room<Tables> {
  const types = readRecently(() => readProductTypes(parts.database.statements));
  return { resolvers, publishes, context: () => ({ productTypes: productTypesContext(parts, types) }) };
}
