import { planCategories, type Leaf } from './categories.ts';
import { makeProduct } from './make-product.ts';
import { productPlaces } from './product-places.ts';
import type { SampleCatalogue, SampleProduct } from './sample-types.ts';

const defaultProducts = 520;

/** The category tree and the first `products` products (520 unless told); product i is the same for every size. */
export function sampleCatalogue({ products = defaultProducts }: { products?: number } = {}): SampleCatalogue {
  const { categories, leaves } = planCategories();
  return { categories, products: { [Symbol.iterator]: () => makeProducts(leaves, products) } };
}

function* makeProducts(leaves: readonly Leaf[], count: number): Generator<SampleProduct> {
  const uses = new Map<string, number>();
  for (const place of productPlaces(leaves, count)) {
    const product = makeProduct(place);
    const use = (uses.get(product.slug) ?? 0) + 1;
    uses.set(product.slug, use);
    yield use === 1 ? product : { ...product, slug: `${product.slug}-${use}` };
  }
}
