import { fillCart, findVariant, guest } from '../support/shopper.ts';
import { act, idOf, mark, url, visitor, type Uses } from './acting.ts';

let definitions = 0;
const defining = (prefix: string, owner: object) => async (): Promise<string> =>
  idOf(
    await act(
      `${prefix}MetafieldDefinitionSet`,
      {
        ...{ ...owner, namespace: 'audit', key: `k${mark}-${definitions++}` },
        ...{ type: 'INTEGER', name: 'Number', visibility: 'PRIVATE', minimum: '1' },
      },
      `... on ${prefix.charAt(0).toUpperCase()}${prefix.slice(1)}MetafieldDefinitionSetSuccess { metafieldDefinition { id } }`,
    ),
    'metafieldDefinition',
  );

/** How staff lay down what metafields of some owners are like, and forget it again. */
function usesOf(prefix: string, owner: object): Uses {
  const define = defining(prefix, owner);
  return {
    [`${prefix}MetafieldDefinitionSet`]: define,
    [`${prefix}MetafieldDefinitionDelete`]: async () => {
      const id = await define();
      await act(`${prefix}MetafieldDefinitionDelete`, { id });
      return id;
    },
  };
}

/** How staff lay down what metafields are like. */
export const metafieldUses: Uses = {
  ...usesOf('catalogue', { ownerType: 'COLLECTION' }),
  ...usesOf('order', {}),
  ...usesOf('customer', {}),
  ...usesOf('cart', { ownerType: 'CART_LINE' }),
  cartPrivateMetafieldsSet: async () => {
    const { id: variantId } = await findVariant(visitor, 20, 30);
    const { id: cartId } = await fillCart(await guest(url), [{ variantId, quantity: 1 }]);
    const note = { namespace: 'audit', key: 'note', type: 'BOOLEAN', value: 'true' };
    await act('cartPrivateMetafieldsSet', { cartId, metafields: [note] });
    return cartId;
  },
};
