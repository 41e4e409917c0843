import { planCategories } from './categories.ts';
import type { Colour } from './colours.ts';
import { formatImageKey } from './image-key.ts';
import type { Motif } from './motifs/motif.ts';
import { priceVariant } from './price-variant.ts';
import { sampleId } from './sample-id.ts';
import type { SampleImage, SampleProduct, SampleVariant } from './sample-types.ts';
import { slugify } from './slugify.ts';

/** What one piece of a variant takes of another. */
export interface SampleBundlePart {
  readonly variantId: string;
  readonly quantity: number;
}

/** A product whose variants all are bundles of variants of other sample products; their stock is what the parts are enough for. */
export interface SampleBundle {
  readonly product: SampleProduct;
  /** What each of its variants consists of, in their order. */
  readonly parts: readonly { readonly variantId: string; readonly parts: readonly SampleBundlePart[] }[];
}

/** A part by the category that it is taken from, and by one of its values where it may not be any. */
interface PartSpec {
  readonly category: string;
  readonly value?: string;
}

interface BundleSpec {
  readonly title: string;
  readonly german: string;
  readonly motif: Motif;
  readonly colour: Colour;
  /** First sentences. */
  readonly opening: string;
  readonly germanOpening: string;
  readonly parts: readonly [main: PartSpec, other: PartSpec];
  /** How many of the second part each variant has beside one of the first. */
  readonly others: readonly number[];
}

const specs: readonly BundleSpec[] = [
  {
    title: 'Tea Table Set',
    german: 'Teetisch-Set',
    motif: 'tea-set',
    colour: 'Sage',
    opening: 'One pot, and a cup for everybody at the table.',
    germanOpening: 'Eine Kanne und eine Tasse für alle, die am Tisch sitzen.',
    parts: [{ category: 'teapots' }, { category: 'mugs', value: '330 ml' }],
    others: [2, 4],
  },
  {
    title: 'Weekend Camping Set',
    german: 'Camping-Set fürs Wochenende',
    motif: 'camping-set',
    colour: 'Rust',
    opening: 'All that two people sleep in outdoors, in one box.',
    germanOpening: 'Alles, worin zwei draußen schlafen, in einem Paket.',
    parts: [{ category: 'tents', value: '2 persons' }, { category: 'sleeping-bags' }],
    others: [2],
  },
  {
    title: 'Quiet Evening Set',
    german: 'Set für ruhige Abende',
    motif: 'evening-set',
    colour: 'Forest',
    opening: 'Something to wrap up in, and light to stay awake by.',
    germanOpening: 'Etwas zum Einkuscheln und Licht zum Wachbleiben.',
    parts: [{ category: 'throws' }, { category: 'candles' }],
    others: [2],
  },
];

/** Behind the products that price lists, flash offers and suppliers are about. */
const firstProduct = 140;
/** So many are looked at: all that the shop has by default. */
const lastProduct = 520;
/** Above the number of every other product, however many there are. */
const firstIndex = 10_000_000;
/** What is left of what the parts cost, in percent. */
const sharePercent = 88;
const fewestPieces = 40;
const createdAt = Date.UTC(2026, 4, 26, 8);
const dayMs = 24 * 60 * 60 * 1_000;
const categoryIds = new Map(planCategories().leaves.map(({ spec, categoryId }) => [spec.slug, categoryId]));

/** Sets of products that go together, with picture and saving; none where the shop has too few products for the parts of all. */
export function sampleBundles(products: Iterable<SampleProduct>): SampleBundle[] {
  const looked = Iterator.from(products)
    .drop(firstProduct)
    .take(lastProduct - firstProduct)
    .toArray();
  const bundles = specs.flatMap((spec, nth) => {
    const [main, other] = spec.parts.map((part) => findPart(looked, part));
    return main === undefined || other === undefined ? [] : [makeBundle(spec, nth, [main, other])];
  });
  return bundles.length < specs.length ? [] : bundles;
}

interface FoundPart {
  readonly product: SampleProduct;
  readonly variant: SampleVariant;
}

/** The first that is not reduced and of which there is plenty: the set alone saves something. */
function findPart(products: readonly SampleProduct[], { category, value }: PartSpec): FoundPart | undefined {
  const isWanted = ({ optionValues, stockOnHand, prices }: SampleVariant) =>
    (value === undefined || optionValues.some((option) => option.value === value)) &&
    stockOnHand >= fewestPieces &&
    prices.every(({ compareAtMinor }) => compareAtMinor === null);
  for (const product of products) {
    if (product.categoryId !== categoryIds.get(category)) continue;
    const variant = product.variants.find(isWanted);
    if (variant !== undefined) return { product, variant };
  }
  return undefined;
}

type FoundParts = readonly [main: FoundPart, other: FoundPart];

function makeBundle(spec: BundleSpec, nth: number, parts: FoundParts): SampleBundle {
  const { title, german, opening, germanOpening } = spec;
  const [main, other] = parts;
  const index = firstIndex + nth;
  const images = imagesOf(spec, index);
  const place = { index, imageId: images[0]?.id ?? '' };
  const variants = spec.others.map((others, at) => makeVariant(place, at, { parts, others }));
  const product: SampleProduct = {
    ...{ id: sampleId('product', index), index, slug: slugify(title), title },
    description: `${opening} It is the ${main.product.title} with the ${other.product.title}, for less than they cost one by one.`,
    german: {
      title: german,
      description: `${germanOpening} ${main.product.german.title} und ${other.product.german.title}, zusammen günstiger als einzeln.`,
    },
    ...{ brand: main.product.brand, categoryId: main.product.categoryId },
    createdAt: new Date(createdAt + nth * dayMs),
    options: [{ name: 'Set', values: spec.others.map(setOf) }],
    ...{ variants, images, tags: ['gift', 'new', 'set'] },
  };
  const consistsOf = variants.map(({ id: variantId }, at) => {
    return { variantId, parts: partsOf(parts, spec.others[at] ?? 0) };
  });
  return { product, parts: consistsOf };
}

function makeVariant(
  { index, imageId }: { readonly index: number; readonly imageId: string },
  position: number,
  { parts: [main, other], others }: { readonly parts: FoundParts; readonly others: number },
): SampleVariant {
  const pieces = [main.variant, ...Array.from({ length: others }, () => other.variant)];
  const partsMinor = pieces.reduce((sum, { prices }) => sum + (prices[0]?.amountMinor ?? 0), 0);
  const listMinor = Math.round((partsMinor * sharePercent) / 100);
  const set = setOf(others);
  return {
    id: sampleId('variant', index * 16 + position),
    productId: sampleId('product', index),
    sku: `SET-${String(index - firstIndex).padStart(5, '0')}-${String(position + 1).padStart(2, '0')}`,
    title: set,
    optionValues: [{ name: 'Set', value: set }],
    prices: priceVariant({ listMinor, discountPercent: 0, endingMinor: 90 }, 100),
    stockOnHand: Math.min(main.variant.stockOnHand, Math.floor(other.variant.stockOnHand / others)),
    weightGrams: pieces.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
    ...{ imageId, position },
  };
}

function setOf(others: number): string {
  return `Set of ${String(others + 1)}`;
}

function partsOf([main, other]: FoundParts, others: number): SampleBundlePart[] {
  return [
    { variantId: main.variant.id, quantity: 1 },
    { variantId: other.variant.id, quantity: others },
  ];
}

function imagesOf({ title, motif, colour }: BundleSpec, index: number): SampleImage[] {
  const views = [
    { view: 0, label: '' },
    { view: 1, label: ', close-up' },
  ];
  return views.map(({ view, label }, position) => ({
    id: sampleId('image', index * 8 + position),
    key: formatImageKey({ motif, colour, seed: index % 0xff_ffff, view }),
    alt: `${title}${label}`,
    position,
  }));
}
