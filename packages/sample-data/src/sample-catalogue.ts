import { planCategories, type Leaf } from './categories.ts';
import { createSlugNumbering } from './create-slug-numbering.ts';
import { makeProduct } from './make-product.ts';
import { productPlaces } from './product-places.ts';
import type { SampleCatalogue, SampleProduct } from './sample-types.ts';

const defaultProducts = 520;

/** The category tree and the first `products` products (by default 520); product i is the same for every size. */
export function sampleCatalogue({ products = defaultProducts }: { products?: number } = {}): SampleCatalogue {
  const { categories, leaves } = planCategories();
  return { categories, products: { [Symbol.iterator]: () => makeProducts(leaves, products) } };
}

function* makeProducts(leaves: readonly Leaf[], count: number): Generator<SampleProduct> {
  const numbered = createSlugNumbering();
  for (const place of productPlaces(leaves, count)) {
    const product = makeProduct(place);
    yield { ...product, slug: numbered(product.slug) };
  }
}
