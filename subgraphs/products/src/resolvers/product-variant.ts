import { toMoney } from '@cartwright/graph';
import { availabilityStatus } from '../domain/availability.ts';
import type { CurrencyCode, ProductVariantResolvers } from '../generated/graphql.ts';
import type { Context, ProductVariantRow } from '../graphql.ts';

/** Fields of a variant; stock is what it is at this moment. */
export const productVariantResolvers: ProductVariantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.variant.load(id),
  product: async ({ id, productId }, _args, { loaders }) => {
    const product = await loaders.product.load(productId);
    if (product === null) throw new Error(`Variant ${id} is of no product`);
    return product;
  },
  price: async (variant, args, context) => {
    const { currency, price } = await priceOf(variant, args.currency, context);
    return price === undefined ? null : toMoney(price.amountMinor, currency);
  },
  compareAtPrice: async (variant, args, context) => {
    const { currency, price } = await priceOf(variant, args.currency, context);
    return price?.compareAtMinor == null ? null : toMoney(price.compareAtMinor, currency);
  },
  image: ({ imageId }, _args, { loaders }) => (imageId === null ? null : loaders.image.load(imageId)),
  availableForSale: async (variant, _args, context) => (await availableOf(variant, context)) > 0,
  quantityAvailable: availableIn,
  availability: async (variant, _args, context) => {
    const quantityAvailable = await availableOf(variant, context);
    const status = availabilityStatus(quantityAvailable);
    return { status, availableForSale: quantityAvailable > 0, quantityAvailable };
  },
};

function availableIn(variant: ProductVariantRow, _args: unknown, context: Context): Promise<number> {
  return availableOf(variant, context);
}

async function availableOf({ id }: ProductVariantRow, { loaders }: Context): Promise<number> {
  return (await loaders.stock.load(id))?.available ?? 0;
}

async function priceOf(
  { id }: ProductVariantRow,
  wanted: CurrencyCode | null | undefined,
  { loaders, currency: preferred }: Context,
) {
  const currency = wanted ?? preferred;
  const prices = await loaders.pricesOfVariant.load(id);
  return { currency, price: prices.find((price) => price.currency === currency) };
}
