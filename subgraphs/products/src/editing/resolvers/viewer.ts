import { requireViewer } from '@cartwright/identity';
import type { Product } from '../../catalogue/door.ts';
import type { Context } from '../../graphql.ts';

/** Who changes something. */
export function who(context: Context): { readonly staffId: string } {
  return { staffId: requireViewer(context).id };
}

/** A product after the change, for staff: it may be one that shoppers do not see. */
export function asItIs(id: string, { catalogue }: Context): Promise<Product | null> {
  return catalogue.afterChange().product.load(id);
}
