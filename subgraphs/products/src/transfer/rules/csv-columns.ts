/**
 * The columns that are read of a table, each by its names in Shopify's layouts, in lower case: of exports so far, and of the template
 * since 2024 (https://help.shopify.com/en/manual/products/import-export/using-csv).
 */
const columns = {
  slug: ['handle', 'url handle'],
  name: ['title'],
  description: ['body (html)', 'description'],
  brand: ['vendor'],
  categoryPath: ['product category'],
  type: ['type'],
  tags: ['tags'],
  // Of our own: Shopify's `Variant Tax Code` is a code of a tax service, for each variant.
  taxClass: ['tax class'],
  published: ['published', 'published on online store'],
  status: ['status'],
  option1Name: ['option1 name'],
  option1Value: ['option1 value'],
  option2Name: ['option2 name'],
  option2Value: ['option2 value'],
  option3Name: ['option3 name'],
  option3Value: ['option3 value'],
  sku: ['variant sku', 'sku'],
  weightGrams: ['variant grams', 'weight value (grams)'],
  stock: ['variant inventory qty', 'inventory quantity', 'available'],
  location: ['location'],
  price: ['variant price', 'price'],
  compareAtPrice: ['variant compare at price', 'compare-at price', 'compare at price'],
  currency: ['currency'],
  barcode: ['variant barcode', 'barcode'],
  imageUrl: ['image src', 'product image url'],
  imagePosition: ['image position'],
  imageAltText: ['image alt text'],
  variantImageUrl: ['variant image', 'variant image url'],
  seoTitle: ['seo title'],
  seoDescription: ['seo description'],
} as const satisfies Record<string, readonly string[]>;

/** A column that means something here. */
export type Column = keyof typeof columns;

/** A row by what its columns mean: undefined where the file has no such column. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

const byName: ReadonlyMap<string, Column> = new Map(
  Object.entries(columns).flatMap(([column, names]) =>
    names.map((name) => [name, column as Column] as const),
  ),
);

/** Which columns are read, by what a file is about; the first ones have to be there. */
const readOf = {
  PRODUCTS: {
    needed: ['slug'],
    read: Object.keys(columns).filter((column) => column !== 'currency' && column !== 'location'),
  },
  PRICES: { needed: ['sku', 'price'], read: ['sku', 'price', 'compareAtPrice', 'currency'] },
  STOCK: { needed: ['sku', 'stock'], read: ['sku', 'location', 'stock'] },
} as const;

/** What the columns of a file mean, what is missing among them, and which are passed over. */
export interface ReadColumns {
  readonly byName: ReadonlyMap<string, Column>;
  readonly missing: readonly string[];
  readonly ignored: readonly string[];
}

/** Looks at the header of a table. */
export function readColumns(content: keyof typeof readOf, header: readonly string[]): ReadColumns {
  const { needed, read } = readOf[content];
  const known = new Map<string, Column>();
  for (const name of header) {
    const column = byName.get(name.toLowerCase());
    const isRead = column !== undefined && (read as readonly string[]).includes(column);
    if (isRead && ![...known.values()].includes(column)) known.set(name, column);
  }
  const found = new Set(known.values());
  const missing = needed.filter((column) => !found.has(column)).map((column) => columns[column][0]);
  return { byName: known, missing, ignored: header.filter((name) => name !== '' && !known.has(name)) };
}

/** The cells of a row by what they mean. */
export function cellsOf(columnsByName: ReadonlyMap<string, Column>, row: ReadonlyMap<string, string>): Cells {
  return Object.fromEntries(
    [...columnsByName].map(([name, column]) => [column, row.get(name)?.trim() ?? '']),
  );
}
