import {
  germanNameOf,
  sampleAttributes,
  sampleProductTypes,
  type SampleAttributeValue,
  type SampleCategory,
  type SampleProduct,
} from '@cartwright/sample-data';
import { valueRow } from '../attributes/door.ts';
import { germanAttribute, germanPage } from './german-texts.ts';
import type { SeededRow } from './repository.ts';

/** The kinds of products that there are. */
export function productTypeRows(createdAt: Date): SeededRow<'productTypes'>[] {
  return types.map(({ id, slug, name }) => ({
    id,
    slug,
    name,
    createdAt,
    translations: germanPage({ name }) as never,
  }));
}

/** What is said of each of them. */
export function definitionRows(): SeededRow<'attributeDefinitions'>[] {
  return types.flatMap(({ id: productTypeId, attributes }) =>
    attributes.map(({ choices, ...attribute }, position) => ({
      ...attribute,
      productTypeId,
      position,
      owner: 'PRODUCT' as const,
      referenceTo: null,
      choices: choices as never,
      translations: germanAttribute({ ...attribute, choices }) as never,
    })),
  );
}

/** What a product is described by, with what the database makes of it: so it need not write each product anew. */
export interface SampleDescription {
  readonly ofProduct: Pick<SeededRow<'products'>, 'productTypeId' | 'attributeTerms' | 'attributeText'> & {
    /** What its categories and its choices are called in German. */
    readonly kinTexts: Readonly<Record<string, string>>;
  };
  readonly values: readonly SeededRow<'attributeValues'>[];
}

/** Describes a product that is in some categories, from the top down. */
export function describeSample(
  product: SampleProduct,
  path: readonly Pick<SampleCategory, 'slug' | 'name'>[],
): SampleDescription {
  const type = types.find(({ category }) => path.some(({ slug }) => slug === category));
  if (type === undefined)
    return {
      ofProduct: { productTypeId: null, attributeTerms: [], attributeText: '', kinTexts: kinTexts(path, []) },
      values: [],
    };
  const said = sampleAttributes(product, type);
  const values = said.map(({ id, attribute, content }) =>
    valueRow(product.id, {
      id,
      definitionId: attribute.id,
      key: attribute.key,
      variantId: null,
      content,
    }),
  );
  return {
    ofProduct: {
      productTypeId: type.id,
      attributeTerms: [...new Set(values.flatMap(({ terms }) => terms as readonly string[]))].sort(),
      attributeText: said.flatMap(searchTextOf).join(' '),
      kinTexts: kinTexts(path, said.flatMap(searchTextOf)),
    },
    values,
  };
}

const types = sampleProductTypes();

/** What names are in German, in the order in which the database has them. */
function kinTexts(
  path: readonly Pick<SampleCategory, 'name'>[],
  choices: readonly string[],
): Readonly<Record<string, string>> {
  const inGerman = (names: readonly string[]) =>
    names.flatMap((name) => {
      const german = germanNameOf(name);
      return german === undefined ? [] : [german];
    });
  const words = [...inGerman(path.map(({ name }) => name)), ...[...new Set(inGerman(choices))].sort()];
  return words.length === 0 ? {} : { de: words.join(' ') };
}

/** The names of what is chosen. */
function searchTextOf({ attribute, content }: SampleAttributeValue): string[] {
  if (!attribute.searchable || content.kind !== 'CHOICE') return [];
  const { choices } = content;
  return attribute.choices.filter(({ value }) => choices.includes(value)).map(({ name }) => name);
}
