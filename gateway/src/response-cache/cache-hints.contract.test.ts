import { readFileSync } from 'node:fs';
import { accessOf } from '@cartwright/graph';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { cacheHints } from './cache-hints.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (file: string) => parse(readFileSync(`${root}${file}`, 'utf8'));
const supergraph = read('supergraph.graphql');
const { fields, changes } = cacheHints(supergraph);
const objectTypes = (file: string) =>
  read(file).definitions.filter(
    (one): one is ObjectTypeDefinitionNode => one.kind === Kind.OBJECT_TYPE_DEFINITION,
  );

/** Who may see each field, by all subgraphs that have it. */
const rules = globSync('subgraphs/*/schema.graphql', { cwd: root })
  .flatMap(objectTypes)
  .flatMap((type) =>
    (type.fields ?? []).map((field) => ({
      place: `${type.name.value}.${field.name.value}`,
      rule: (accessOf(field) ?? accessOf(type))?.rule ?? 'ANYBODY',
    })),
  );

describe('what everybody gets', () => {
  it('of where things can be collected is kept no longer than it says: no event tells all of it', () => {
    const places = [...fields.keys()].filter((place) => /^Pickup|\.pickup/.test(place));
    expect(places).toHaveLength(7);
    expect(places.filter((place) => fields.get(place)?.isStrict !== true)).toEqual([]);
  });

  it('is all of the catalogue, and nothing of a person, a cart or an order', () => {
    const types = new Set([...fields.keys()].map((place) => place.split('.')[0]));
    expect([...types].toSorted()).toEqual([
      'AttributeBooleanValue',
      'AttributeCategoryValue',
      'AttributeChoice',
      'AttributeChoiceValue',
      'AttributeCollectionValue',
      'AttributeDateValue',
      'AttributeDefinition',
      'AttributeFileValue',
      'AttributeNumberValue',
      'AttributeProductValue',
      'AttributeRichTextValue',
      'AttributeTextValue',
      'Brand',
      'BrandConnection',
      'BrandEdge',
      'BundlePart',
      'Category',
      'CategorySuggestion',
      'Collection',
      'CollectionConnection',
      'CollectionEdge',
      'CollectionSuggestion',
      'Facet',
      'FacetValue',
      'FlashOffer',
      'FlashOfferConnection',
      'FlashOfferEdge',
      'Image',
      'MeasuredQuantity',
      'MetafieldReference',
      'PickupAvailability',
      'PickupLocation',
      'Product',
      'ProductConnection',
      'ProductDocument',
      'ProductEdge',
      'ProductExternalVideo',
      'ProductModel3d',
      'ProductOption',
      'ProductOptionSwatch',
      'ProductOptionValue',
      'ProductSearchResult',
      'ProductSuggestion',
      'ProductType',
      'ProductVariant',
      'ProductVariantSize',
      'ProductVideo',
      'Query',
      'Review',
      'ReviewConnection',
      'ReviewEdge',
      'SearchInterpretation',
      'SearchSuggestions',
      'SearchedWord',
      'SelectedOption',
      'Seo',
      'Shop',
      'ShopPolicy',
      'UnitMeasure',
      'UrlRedirect',
    ]);
  });

  it('is what no subgraph keeps from anybody', () => {
    const kept = rules.filter(({ place }) => fields.has(place));
    expect(kept.length).toBeGreaterThan(80);
    expect(kept.filter(({ rule }) => rule !== 'ANYBODY')).toEqual([]);
  });

  it('leaves out what answers differ by who asks, though anybody may ask', () => {
    for (const place of [
      'Query.review',
      'Query.me',
      'Product.viewerReview',
      'Review.viewerVote',
      'Review.moderations',
    ])
      expect(fields.has(place)).toBe(false);
  });

  it('stands at a type only where one subgraph alone has the type’s fields', () => {
    const hinted = supergraph.definitions.filter(
      (one): one is ObjectTypeDefinitionNode =>
        one.kind === Kind.OBJECT_TYPE_DEFINITION &&
        (one.directives ?? []).some(({ name }) => name.value === 'cacheControl'),
    );
    const owners = hinted.flatMap(({ name, fields: all = [] }) =>
      all.flatMap(({ name: field, directives = [] }) =>
        directives
          .filter((one) => one.name.value === 'join__field')
          .flatMap((one) => one.arguments ?? [])
          .filter(
            (one) =>
              one.name.value === 'graph' && one.value.kind === Kind.ENUM && one.value.value !== 'PRODUCTS',
          )
          .map(() => `${name.value}.${field.value}`),
      ),
    );
    expect(owners).toEqual([]);
  });
});

it('says what each mutation of the catalogue changes', () => {
  const told = [...changes].filter(([, tags]) => tags.length > 0).map(([name]) => name);
  expect(told.toSorted()).toEqual([
    'brandCreate',
    'brandDelete',
    'brandMerge',
    'brandUpdate',
    'bundlePartsUpdate',
    'catalogueTranslationsUpdate',
    'categoryCreate',
    'categoryDelete',
    'categoryMove',
    'categoryUpdate',
    'collectionCreate',
    'collectionDelete',
    'collectionProductsAdd',
    'collectionProductsMove',
    'collectionProductsRemove',
    'collectionUpdate',
    'flashOfferCancel',
    'flashOfferCreate',
    'flashOfferUpdate',
    'inboundShipmentCancel',
    'inboundShipmentCreate',
    'inboundShipmentReceive',
    'inboundShipmentUpdate',
    'priceListCreate',
    'priceListDelete',
    'priceListPricesUpdate',
    'priceListUpdate',
    'productAttributesUpdate',
    'productCreate',
    'productDelete',
    'productDocumentsUpdate',
    'productImagesFetch',
    'productImagesUpdate',
    'productMediaUpdate',
    'productOptionsUpdate',
    'productRecommendationsUpdate',
    'productSeoUpdate',
    'productStatusUpdate',
    'productTypeCreate',
    'productTypeDelete',
    'productTypeUpdate',
    'productUpdate',
    'productVariantAttributesUpdate',
    'productVariantsBulkUpdate',
    'productVariantsCreate',
    'productVariantsDelete',
    'productVariantsReorder',
    'reviewAnswer',
    'reviewAnswerDelete',
    'reviewCreate',
    'reviewDelete',
    'reviewHide',
    'reviewPhotosDelete',
    'reviewShow',
    'reviewUpdate',
    'reviewVote',
    'reviewVoteDelete',
    'stockLocationArchive',
    'stockLocationCreate',
    'stockLocationUpdate',
    'stockTransferCancel',
    'stockTransferCreate',
    'stockTransferReceive',
    'variantImageUpdate',
    'variantPriceUpdate',
    'variantPricesUpdate',
    'variantSaleDelete',
    'variantStockAdjust',
    'variantStockPolicyUpdate',
  ]);
});
