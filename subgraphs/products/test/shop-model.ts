import type { TestProducts } from './start-test-products.ts';

/** A product as the tables have it, with all that a filter can ask of it. */
export interface ModelProduct {
  readonly id: string;
  readonly brand: string;
  readonly tags: readonly string[];
  readonly rating: number;
  /** Slugs from the top of the tree down to the product's category. */
  readonly categories: readonly string[];
  /** What is said of it, by the key of the attribute; numbers and booleans as texts. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly variants: readonly ModelVariant[];
}

/** A variant as the tables have it. */
export interface ModelVariant {
  readonly id: string;
  readonly position: number;
  readonly available: number;
  readonly options: Readonly<Record<string, string>>;
  /** Minor units by currency. */
  readonly prices: Readonly<Record<string, number>>;
}

/** A filter as clients send it. */
export interface ModelFilters {
  readonly categories?: readonly string[];
  readonly brands?: readonly string[];
  readonly tags?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly attributes?: readonly ModelAttributeFilter[];
  readonly price?: { readonly min?: string; readonly max?: string };
  readonly availableForSale?: boolean;
  readonly minimumRating?: number;
}

/** What an attribute is to be. */
export interface ModelAttributeFilter {
  readonly key: string;
  readonly in?: readonly string[];
  readonly range?: { readonly min: string; readonly max: string };
}

/** Reads the whole shop from the tables that the shop is written to, not from what is kept for lists. */
export function readShopModel({ sql }: Pick<TestProducts, 'sql'>): Promise<ModelProduct[]> {
  return sql.$queryRawUnsafe<ModelProduct[]>(`
    WITH RECURSIVE tree AS (
      SELECT id, ARRAY[slug] AS path FROM categories WHERE parent_id IS NULL
      UNION ALL SELECT c.id, tree.path || c.slug FROM categories c JOIN tree ON c.parent_id = tree.id
    )
    SELECT p.id, p.brand, p.tags, p.rating_average AS rating, tree.path AS categories,
      (SELECT coalesce(jsonb_object_agg(a.key, coalesce(
          a.value -> 'choices', jsonb_build_array(coalesce(a.value ->> 'number', a.value ->> 'isTrue', a.value ->> 'plain')))), '{}')
        FROM attribute_values a WHERE a.product_id = p.id) AS attributes,
      (SELECT jsonb_agg(jsonb_build_object(
          'id', v.id, 'position', v.position, 'available', s.available,
          'options', (SELECT jsonb_object_agg(o ->> 'name', o ->> 'value') FROM jsonb_array_elements(v.selected_options) o),
          'prices', (SELECT coalesce(jsonb_object_agg(currency, amount_minor), '{}') FROM variant_prices WHERE variant_id = v.id)))
        FROM product_variants v JOIN stock s ON s.variant_id = v.id WHERE v.product_id = p.id) AS variants
    FROM products p JOIN tree ON tree.id = p.category_id`);
}

/** Whether a product itself meets a filter. */
export function meetsAsProduct(product: ModelProduct, filters: ModelFilters): boolean {
  const { categories = [], brands = [], tags = [], minimumRating = 0, attributes = [] } = filters;
  return (
    (categories.length === 0 || categories.some((slug) => product.categories.includes(slug))) &&
    (brands.length === 0 || brands.includes(product.brand)) &&
    (tags.length === 0 || tags.some((tag) => product.tags.includes(tag))) &&
    product.rating >= minimumRating &&
    attributes.every((wanted) => isSaid(product.attributes[wanted.key] ?? [], wanted))
  );
}

function isSaid(said: readonly string[], { in: some = said, range }: ModelAttributeFilter): boolean {
  return said.some(
    (value) =>
      some.includes(value) &&
      (range === undefined || (Number(value) >= Number(range.min) && Number(value) <= Number(range.max))),
  );
}

/** The variants that meet all of a filter in a currency, the one to show first. */
export function matchesOf(product: ModelProduct, filters: ModelFilters, currency: string): ModelVariant[] {
  const { options = [], price = {}, availableForSale } = filters;
  const priceOf = ({ prices }: ModelVariant) => prices[currency] ?? Number.NaN;
  return product.variants
    .filter(
      (variant) =>
        priceOf(variant) >= Math.round(Number(price.min ?? 0) * 100) &&
        priceOf(variant) <= Math.round(Number(price.max ?? 1e9) * 100) &&
        (availableForSale === undefined || variant.available > 0 === availableForSale) &&
        options.every(
          ({ name, values }) => values.length === 0 || values.includes(variant.options[name] ?? ''),
        ),
    )
    .toSorted(
      (a, b) =>
        Number(b.available > 0) - Number(a.available > 0) ||
        priceOf(a) - priceOf(b) ||
        a.position - b.position,
    );
}

/** Whether a filter asks anything of variants. */
export function asksOfVariants({ options = [], price, availableForSale }: ModelFilters): boolean {
  return (
    options.some(({ values }) => values.length > 0) || price !== undefined || availableForSale !== undefined
  );
}

/** The products of a list, in no order. */
export function findInModel(
  shop: readonly ModelProduct[],
  filters: ModelFilters,
  currency: string,
): ModelProduct[] {
  return shop.filter(
    (product) =>
      meetsAsProduct(product, filters) &&
      (!asksOfVariants(filters) || matchesOf(product, filters, currency).length > 0),
  );
}
