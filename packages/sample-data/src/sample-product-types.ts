import { sampleId } from './sample-id.ts';

/** One thing that is said of sample products; all of it is of the product, and not of its variants. */
export interface SampleAttribute {
  id: string;
  key: string;
  name: string;
  description: string;
  kind: 'RICH_TEXT' | 'NUMBER' | 'BOOLEAN' | 'CHOICE';
  required: boolean;
  filterable: boolean;
  searchable: boolean;
  inFacets: boolean;
  unit: string | null;
  several: boolean;
  choices: { value: string; name: string }[];
}

/** A kind of product: all that lie below a category. */
export interface SampleProductType {
  id: string;
  slug: string;
  name: string;
  /** Slug of the category. */
  category: string;
  attributes: SampleAttribute[];
}

type Spec = Pick<SampleAttribute, 'key' | 'name' | 'kind'> & Partial<SampleAttribute>;

const choicesOf = (...names: string[]) =>
  names.map((name) => ({ value: name.toLowerCase().replaceAll(' ', '-'), name }));
const inLists = { filterable: true, inFacets: true };

const madeIn: Spec = {
  ...inLists,
  key: 'made-in',
  name: 'Made in',
  kind: 'CHOICE',
  searchable: true,
  choices: choicesOf('Portugal', 'Italy', 'Estonia', 'Vietnam'),
};
const material: Spec = {
  ...inLists,
  key: 'material',
  name: 'Material',
  kind: 'CHOICE',
  required: true,
  several: true,
};
const waterproof: Spec = { ...inLists, key: 'waterproof', name: 'Waterproof', kind: 'BOOLEAN' };

const specs: readonly (Omit<SampleProductType, 'id' | 'attributes'> & { attributes: Spec[] })[] = [
  {
    slug: 'clothing',
    name: 'Clothing',
    category: 'clothing',
    attributes: [
      { ...material, choices: choicesOf('Cotton', 'Linen', 'Wool', 'Recycled polyester') },
      madeIn,
      {
        key: 'care',
        name: 'Care',
        kind: 'RICH_TEXT',
        description: 'How to wash it so that it lasts.',
      },
    ],
  },
  {
    slug: 'bags',
    name: 'Bags',
    category: 'bags',
    attributes: [
      { ...material, choices: choicesOf('Cotton', 'Leather', 'Recycled polyester') },
      waterproof,
      {
        ...inLists,
        key: 'laptop-size',
        name: 'Laptop size',
        kind: 'NUMBER',
        unit: 'in',
        description: 'The largest screen of a laptop that fits in.',
      },
      madeIn,
    ],
  },
  {
    slug: 'audio',
    name: 'Audio',
    category: 'audio',
    attributes: [
      { ...inLists, key: 'battery-life', name: 'Battery life', kind: 'NUMBER', unit: 'h' },
      waterproof,
      {
        ...inLists,
        key: 'connection',
        name: 'Connection',
        kind: 'CHOICE',
        several: true,
        choices: choicesOf('Bluetooth', 'Cable', 'Wi-Fi'),
      },
    ],
  },
];

/** The kinds of products that have attributes; others have none. */
export function sampleProductTypes(): SampleProductType[] {
  let count = 0;
  return specs.map(({ attributes, ...type }, index) => ({
    ...type,
    id: sampleId('product-type', index),
    attributes: attributes.map((spec) => ({
      description: '',
      required: false,
      filterable: false,
      searchable: false,
      inFacets: false,
      unit: null,
      several: false,
      choices: [],
      ...spec,
      id: sampleId('attribute', count++),
    })),
  }));
}
