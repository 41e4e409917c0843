import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, register } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface WishList {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly shareToken: string | null;
  readonly items: {
    readonly nodes: readonly {
      readonly id: string;
      readonly quantity: number;
      readonly variant: { readonly id: string; readonly product: { readonly name: string } };
    }[];
  };
}

interface Result {
  readonly __typename: string;
  readonly wishList: WishList;
  readonly cart: { readonly totalQuantity: number };
  readonly refused: readonly object[];
}

const listFields = 'id kind name shareToken items { nodes { id quantity variant { id product { name } } } }';

function wish(client: GraphqlClient, name: string, input: object, more = ''): Promise<Result> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  return mutate<Result>(client, {
    name,
    input,
    select: `__typename ... on ${success} { wishList { ${listFields} } ${more} }`,
  });
}

it('a customer wishes, shows it to a friend, saves a line for later and buys it after all', async () => {
  const visiting = await guest(graphqlUrl);
  const [lamp, mug] = [await findVariant(visitor, 20, 63), await findVariant(visitor, 20, 64)];
  const cart = await fillCart(visiting, [{ variantId: lamp.id, quantity: 2 }]);
  const line = { cartId: cart.id, lineId: cart.lines[0]?.id };
  const refused = await wish(visiting, 'cartLineSaveForLater', line);
  expect(refused.__typename).toBe('WishListSignInRequiredError');

  const buyer = await register(visiting);
  const saved = await wish(buyer, 'cartLineSaveForLater', line, 'cart { totalQuantity }');
  expect(saved.cart.totalQuantity).toBe(0);
  expect(saved.wishList).toMatchObject({
    kind: 'SAVED_FOR_LATER',
    items: { nodes: [{ quantity: 2, variant: { id: lamp.id, product: { name: lamp.name } } }] },
  });

  const named = { idempotencyKey: randomUUID(), name: 'Birthday' };
  const { id: wishListId } = (await wish(buyer, 'wishListCreate', named)).wishList;
  await wish(buyer, 'wishListItemsAdd', { wishListId, items: [{ variantId: mug.id }] });
  const { shareToken } = (await wish(buyer, 'wishListShare', { wishListId })).wishList;
  const shared = () =>
    visitor.ask<{ sharedWishList: object | null }>(
      `query ($token: String!) { sharedWishList(token: $token) {
        name items { nodes { quantity title variant { id product { name } } } } } }`,
      { token: shareToken },
    );
  const item = { quantity: 1, title: mug.name, variant: { id: mug.id, product: { name: mug.name } } };
  expect(await shared()).toEqual({ sharedWishList: { name: 'Birthday', items: { nodes: [item] } } });
  await wish(buyer, 'wishListUnshare', { wishListId });
  expect(await shared()).toEqual({ sharedWishList: null });

  const itemIds = saved.wishList.items.nodes.map(({ id }) => id);
  const back = { wishListId: saved.wishList.id, itemIds };
  const more = 'cart { totalQuantity } refused { item { id } }';
  const moved = await wish(buyer, 'wishListItemsMoveToCart', back, more);
  expect(moved).toMatchObject({
    cart: { totalQuantity: 2 },
    refused: [],
    wishList: { items: { nodes: [] } },
  });

  const { me } = await buyer.ask<{ me: { id: string; wishLists: WishList[] } }>(
    `{ me { id wishLists { ${listFields} } } }`,
  );
  expect(me.wishLists.map(({ kind, items }) => [kind, items.nodes.length])).toEqual([
    ['SAVED_FOR_LATER', 0],
    ['NAMED', 1],
  ]);
  const staff = await staffClient(graphqlUrl);
  const { user } = await staff.ask<{ user: { wishLists: { name: string | null }[] } }>(
    'query ($id: ID!) { user(id: $id) { wishLists { name } } }',
    { id: me.id },
  );
  expect(user.wishLists).toEqual([{ name: null }, { name: 'Birthday' }]);
});
