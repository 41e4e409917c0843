import { toMoney, toTaxedMoney } from '@cartwright/graph';
import type { QuotedCart, QuotedDeliveryOption } from '../domain/quote-cart.ts';
import type {
  CartLineResolvers,
  CartResolvers,
  DeliveryOption,
  QueryResolvers,
} from '../generated/graphql.ts';

/** A cart of the viewer's, by id or the one in use; null without a session. */
export const cart: NonNullable<QueryResolvers['cart']> = (_root, { id }, { viewer, useCases }) =>
  viewer === null ? null : useCases.getCart({ viewer, cartId: id ?? null });

/** The fields of a cart. */
export const Cart: CartResolvers = {
  __resolveReference: async ({ id }: { id: string }, { loaders }) =>
    (await loaders.carts.load(id.toLowerCase()))?.cart ?? null,
  id: ({ cart }) => cart.id,
  status: ({ cart }) => cart.status,
  currencyCode: ({ cart }) => cart.currency,
  lines: ({ lines }) => [...lines],
  totalQuantity: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  cost: (quoted) => costOf(quoted),
  buyerIdentity: ({ cart }) => cart.buyer,
  deliveryOptions: (quoted) => quoted.deliveryOptions.map((option) => toDeliveryOption(option, quoted)),
  selectedDeliveryOption: (quoted) => {
    const selected = quoted.deliveryOptions.find(({ code }) => code === quoted.selectedDeliveryOption);
    return selected === undefined ? null : toDeliveryOption(selected, quoted);
  },
  createdAt: ({ cart }) => cart.createdAt,
  updatedAt: ({ cart }) => cart.updatedAt,
};

/** The fields of a line. */
export const CartLine: CartLineResolvers = {
  variant: ({ variantId }) => ({ __typename: 'ProductVariant', id: variantId }),
  unitPrice: ({ unitPriceMinor, currency }) => toMoney(unitPriceMinor, currency),
  total: ({ totalMinor, currency }) => toMoney(totalMinor, currency),
};

function costOf({ price, cart: { currency } }: QuotedCart) {
  const { subtotalMinor, shippingMinor, taxMinor, totalMinor } = price;
  const total = { grossMinor: totalMinor, netMinor: totalMinor - taxMinor, taxMinor };
  return {
    subtotal: toMoney(subtotalMinor, currency),
    shipping: shippingMinor === null ? null : toMoney(shippingMinor, currency),
    tax: toMoney(taxMinor, currency),
    total: toTaxedMoney(total, currency),
  };
}

function toDeliveryOption(
  { code, name, description, priceMinor, cartTotalMinor }: QuotedDeliveryOption,
  { cart: { currency } }: QuotedCart,
): DeliveryOption {
  const [price, cartTotal] = [toMoney(priceMinor, currency), toMoney(cartTotalMinor, currency)];
  return { code, name, description, price, cartTotal };
}
