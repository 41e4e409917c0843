import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Viewer } from '@cartwright/identity';
import {
  adoptForViewer,
  countSaved,
  listSaved,
  quoteCart,
  type Dependencies,
  type QuotedCart,
} from '../../cart/door.ts';

/** A page of the carts that the viewer has put aside, the latest changed first. @throws BAD_USER_INPUT for a bad size or cursor */
export async function listCarts(
  dependencies: Dependencies,
  { viewer, ...page }: InstantPageArguments & { readonly viewer: Viewer },
): Promise<Connection<QuotedCart>> {
  await adoptForViewer(dependencies, viewer);
  const pricing = await dependencies.terms.at(dependencies.now());
  const db = dependencies.database.statements;
  return instantPage(page, {
    identity: ['savedCarts', viewer.id],
    list: async (slice) =>
      (await listSaved(db, viewer.id, slice)).map((cart) => ({ id: cart.id, ...quoteCart(cart, pricing) })),
    count: () => countSaved(db, viewer.id),
    instantOf: ({ cart }) => cart.updatedAt,
  });
}
