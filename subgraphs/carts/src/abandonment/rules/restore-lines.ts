import { copyLines, type Cart, type Copying } from '../../cart/door.ts';

/**
 * Puts what is in another cart into a cart: of each variant as many pieces as are there, and none where the cart has as many, so that the
 * same link twice does no more than once. What was said of the lines is the other buyer's, and stays with them. What costs something else
 * than the other buyer has seen is told once the cart is brought in line with the catalogue.
 */
export function restoreLines(
  cart: Cart,
  {
    from,
    ...adding
  }: Omit<Copying, 'lines' | 'isAllowed'> & { readonly from: Pick<Cart, 'id' | 'currency' | 'lines'> },
): ReturnType<typeof copyLines> {
  const present = new Map(cart.lines.map(({ variantId, quantity }) => [variantId, quantity]));
  const lines = from.lines.flatMap((line) => {
    const quantity = line.quantity - (present.get(line.variantId) ?? 0);
    return quantity > 0 ? [{ ...line, quantity, metafields: [] }] : [];
  });
  const copied = copyLines(cart, { lines, isAllowed: () => true, ...adding });
  if (copied.kind !== 'changed') return copied;
  const seen = new Map(
    from.currency === cart.currency ? lines.map((line) => [line.variantId, line.quotedUnitMinor]) : [],
  );
  const asSeen = copied.cart.lines.map((line) => {
    const quotedUnitMinor = present.has(line.variantId) ? undefined : seen.get(line.variantId);
    return quotedUnitMinor === undefined ? line : { ...line, quotedUnitMinor };
  });
  return { ...copied, cart: { ...copied.cart, lines: asSeen, restoredFrom: from.id } };
}
