import { randomUUID } from 'node:crypto';
import { currencies, type Currency } from '@cartwright/e2e/support/currencies.ts';
import type { GraphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { mutate } from '@cartwright/e2e/support/mutate.ts';
import type { Money } from '@cartwright/e2e/support/shopper.ts';
import { waitFor } from '@cartwright/testing';
import { enterShop, fillCart, ShopApi } from './shop-api.ts';

/** A variant with its price in each currency, under the currency's name. */
export interface PricedVariant extends Readonly<Record<Currency, Money>> {
  readonly id: string;
}

/** A variant that consists of others, and costs as much as the first of them. */
export interface Bundle extends PricedVariant {
  readonly partIds: readonly string[];
}

/** A part and how many pieces one bundle takes of it. */
export type PartOf = readonly [part: PricedVariant, quantity: number];

interface MadeProduct {
  readonly id: string;
  readonly publication: { readonly version: number };
  readonly variants: readonly { readonly id: string }[];
}

const product = 'product { id publication { version } variants { id } }';

/** Makes bundles as staff, and waits until buyers can put them into carts. */
export async function makeBundles(
  staff: GraphqlClient,
  url: string,
  bundles: readonly (readonly [PartOf, ...PartOf[]])[],
): Promise<Bundle[]> {
  const { products } = await staff.ask<{ products: { nodes: { category: { id: string } }[] } }>(
    '{ products(first: 1) { nodes { category { id } } } }',
  );
  const categoryId = products.nodes[0]?.category.id ?? '';
  const made: Bundle[] = [];
  for (const parts of bundles) made.push(await makeBundle(staff, categoryId, parts));
  const lines = made.map(({ id: variantId }) => ({ variantId, quantity: 1 }));
  const buyer = await enterShop(new ShopApi([url], new Map(), 0));
  const canBeBought = async (): Promise<boolean> => {
    const cart = await fillCart(buyer, { lines, currency: 'EUR', countryCode: 'DE' });
    return cart?.totalQuantity === lines.length;
  };
  await waitFor(canBeBought, { intervalMs: 250, describe: 'carts to know the bundles' });
  return made;
}

async function makeBundle(
  staff: GraphqlClient,
  categoryId: string,
  parts: readonly [PartOf, ...PartOf[]],
): Promise<Bundle> {
  const [[first]] = parts;
  const prices = currencies.map((currency) => ({ price: first[currency] }));
  const variants = [{ sku: `SET-${randomUUID().slice(0, 8)}`, prices, stock: 0 }];
  const create = { name: 'Set', brand: 'Sets', categoryId, variants };
  const created = await change<{ product: MadeProduct }>(staff, 'productCreate', create, product);
  const id = created.product.variants[0]?.id ?? '';
  const { version } = created.product.publication;
  const shares = parts.map(([part, quantity]) => ({ variantId: part.id, quantity }));
  const consists = { variantId: id, version, parts: shares };
  const { variant } = await change<{ variant: { product: MadeProduct } }>(
    staff,
    'bundlePartsUpdate',
    consists,
    `variant { ${product} }`,
  );
  const shown = { id: created.product.id, version: variant.product.publication.version, status: 'PUBLISHED' };
  await change(staff, 'productStatusUpdate', shown, product);
  return { ...first, id, partIds: shares.map((share) => share.variantId) };
}

/** Runs a mutation. @throws when it does not succeed */
async function change<Result>(
  staff: GraphqlClient,
  name: string,
  input: object,
  selection: string,
): Promise<Result> {
  const success = `${name.charAt(0).toUpperCase()}${name.slice(1)}Success`;
  const select = `__typename ... on ${success} { ${selection} } ... on UserError { message }`;
  const result = await mutate<Result & { readonly __typename: string; readonly message?: string }>(staff, {
    name,
    input,
    select,
  });
  if (result.__typename !== success) throw new Error(`${name}: ${result.message ?? result.__typename}`);
  return result;
}
