import type { KnownViewer, SeenCart } from './operations.ts';
import type { TestCarts } from './start-test-carts.ts';

/** A wish list as the tests select it. */
export interface SeenWishList {
  readonly id: string;
  readonly kind: string;
  readonly name: string | null;
  readonly isShared: boolean;
  readonly shareToken: string | null;
  readonly items: {
    readonly nodes: readonly {
      readonly id: string;
      readonly quantity: number;
      readonly title: string;
      readonly variant: { readonly id: string };
      readonly metafields: readonly { readonly key: string; readonly value: string }[];
    }[];
  };
}

/** The answer of a mutation: what a success has, or the fields of an error. */
export interface SeenWishResult {
  readonly __typename: string;
  readonly wishList: SeenWishList;
  readonly wishListId: string;
  readonly cart: Pick<SeenCart, 'id' | 'lines'> | null;
  readonly warnings: readonly { readonly code: string }[];
  readonly refused: readonly {
    readonly item: { readonly id: string };
    readonly error: { readonly __typename: string; readonly message: string };
  }[];
  readonly message: string;
  readonly limit: number;
  readonly fields: readonly { readonly path: readonly string[]; readonly code: string }[];
}

/** What is selected of a list. */
export const wishListFields = `id kind name isShared shareToken
  items { nodes { id quantity title variant { id } metafields { key value } } }`;
const cartFields =
  'cart { id lines { id quantity variant { id } metafields { key value } } } warnings { code }';

/** By mutation, what is selected of its success. */
const success: Readonly<Record<string, string>> = {
  wishListDelete: 'wishListId',
  wishListItemsMoveToCart: `wishList { ${wishListFields} } ${cartFields}
    refused { item { id } error { __typename ... on UserError { message } } }`,
  cartLineSaveForLater: `wishList { ${wishListFields} } ${cartFields}`,
};

/** Sends one mutation of wish lists by its name and input. */
export async function wish(
  { graphql }: TestCarts,
  viewer: KnownViewer,
  name: string,
  input: object,
): Promise<SeenWishResult> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { data, errors } = await graphql<{ result: SeenWishResult }>(
    viewer,
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) {
      __typename
      ... on ${type}Success { ${success[name] ?? `wishList { ${wishListFields} }`} }
      ... on UserError { message
        ... on InvalidInputError { fields { path code } }
        ... on TooManyWishListsError { limit }
        ... on TooManyWishListItemsError { limit } }
    } }`,
    { input },
  );
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('; '));
  return data.result;
}
