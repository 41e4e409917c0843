import { optionalViewer } from '@cartwright/identity';
import { requestedLanguage } from '@cartwright/languages';
import { metafieldFields } from '@cartwright/metafields';
import type { Resolvers, WishListItemResolvers } from '../generated/graphql.ts';
import type { Context, WishListItemRow } from '../graphql.ts';
import { titlesIn } from '../offers/door.ts';
import { Mutation } from './mutation.ts';
import { pageItems } from './use-cases/page-items.ts';

type Named = Pick<WishListItemRow, 'title' | 'variantTitle' | 'translations'>;
const titlesFor = (item: Named, { request }: Context) => titlesIn(item, requestedLanguage(request.headers));

/** What an item shows, to its owner and to whoever has the link. */
const shown = {
  variant: ({ variantId }) => ({ __typename: 'ProductVariant', id: variantId }),
  title: (item, _args, context) => titlesFor(item, context).title,
  variantTitle: (item, _args, context) => titlesFor(item, context).variantTitle,
} satisfies WishListItemResolvers;

const { metafields } = metafieldFields(
  async ({ id }: Pick<WishListItemRow, 'id'>, { wishLists }: Context) =>
    (await wishLists.loaders.saidOfItem.load(id))?.metafields ?? [],
);

/** What customers would like to have. */
export const resolvers = {
  Query: {
    wishLists: (_root, _args, context) => {
      const viewer = optionalViewer(context);
      return viewer === null ? null : context.wishLists.loaders.listsOfOwner.load(viewer.id);
    },
    wishList: (_root, { id }, { wishLists }) => wishLists.getList(id),
    sharedWishList: (_root, { token }, { wishLists }) => wishLists.getShared(token),
  },
  Mutation,
  User: {
    wishLists: ({ id }, _args, { wishLists }) => wishLists.loaders.listsOfOwner.load(id.toLowerCase()),
  },
  WishList: {
    items: pageItems,
    isShared: ({ shareToken }) => shareToken !== null,
  },
  WishListItem: { ...shown, metafields },
  SharedWishList: { items: pageItems },
  SharedWishListItem: shown,
} satisfies Resolvers;
