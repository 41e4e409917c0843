import { toMoney } from '@cartwright/graph';
import { optionalViewer } from '@cartwright/identity';
import { requestedLanguage, translateMessage, type Language } from '@cartwright/languages';
import { metafieldFields } from '@cartwright/metafields';
import type {
  CartLineResolvers,
  CartResolvers,
  QueryResolvers,
  WarningResolvers,
} from '../../generated/graphql.ts';
import type { CartLineRow, CartRow, Context } from '../../graphql.ts';
import { titlesIn } from '../../offers/door.ts';
import { expiresAt } from '../rules/cart-expiry.ts';

/** A cart of the viewer's, by id or the one in use; null without a session. */
export const Query = {
  cart: (_root, { id }, context) => {
    const viewer = optionalViewer(context);
    return viewer === null ? null : context.cart.getCart({ viewer, cartId: id ?? null });
  },
} satisfies QueryResolvers;

const ofCart = metafieldFields(({ cart }: CartRow) => [...cart.metafields, ...cart.privateMetafields]);
const ofLine = metafieldFields(({ metafields, privateMetafields }: CartLineRow) => [
  ...metafields,
  ...privateMetafields,
]);

/** The fields of a cart itself. */
export const Cart = {
  __resolveReference: async ({ id }: { id: string }, context) =>
    optionalViewer(context) === null
      ? null
      : ((await context.cart.loaders.carts.load(id.toLowerCase()))?.cart ?? null),
  id: ({ cart }) => cart.id,
  status: ({ cart }) => cart.status,
  currencyCode: ({ cart }) => cart.currency,
  lines: ({ lines }) => [...lines],
  totalQuantity: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  buyerIdentity: ({ cart }) => cart.buyer,
  note: ({ cart }) => cart.details.note,
  giftText: ({ cart }) => cart.details.giftText,
  reference: ({ cart }) => cart.details.reference,
  warnings: ({ cart }) => [...cart.pendingWarnings],
  createdAt: ({ cart }) => cart.createdAt,
  updatedAt: ({ cart }) => cart.updatedAt,
  expiresAt: ({ cart }) => expiresAt(cart),
  metafields: ofCart.metafields,
  metafield: ofCart.metafield,
  privateMetafields: ofCart.privateMetafields,
} satisfies CartResolvers;

/** What was adjusted, in the language of the request; it is stored in English. */
export const Warning = {
  message: ({ message }, _args, context) => translateMessage(message, languageOf(context)),
} satisfies WarningResolvers;

/** The fields of a line. */
export const CartLine = {
  title: (line, _args, context) => titlesIn(line, languageOf(context)).title,
  variantTitle: (line, _args, context) => titlesIn(line, languageOf(context)).variantTitle,
  variant: ({ variantId }) => ({ __typename: 'ProductVariant', id: variantId }),
  unitPrice: ({ unitPriceMinor, currency }) => toMoney(unitPriceMinor, currency),
  total: ({ totalMinor, currency }) => toMoney(totalMinor, currency),
  bundleSaving: ({ bundleSaving, currency }) =>
    bundleSaving && {
      amount: toMoney(bundleSaving.savedMinor, currency),
      partsTotal: toMoney(bundleSaving.partsTotalMinor, currency),
    },
  metafields: ofLine.metafields,
  metafield: ofLine.metafield,
  privateMetafields: ofLine.privateMetafields,
} satisfies CartLineResolvers;

function languageOf({ request }: Context): Language {
  return requestedLanguage(request.headers);
}
