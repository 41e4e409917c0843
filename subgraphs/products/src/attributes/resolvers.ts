import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound, type OfferedVariant, type Product } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { choicesIn } from '../product-types/door.ts';
import { attributesMissing } from './refusals.ts';
import { pictureOf } from './rules/picture-of.ts';
import { typeNameOf } from './rules/type-name.ts';

/** What is said of products and variants, and what staff say of them. */
export const resolvers = {
  Product: {
    attributes: (product, _args, context) => ofProduct(product, context),
    attribute: async (product, { key }, context) =>
      (await ofProduct(product, context)).find(({ definition }) => definition.key === key) ?? null,
  },
  ProductVariant: {
    attributes: (variant, _args, context) => ofVariant(variant, context),
    attribute: async (variant, { key }, context) =>
      (await ofVariant(variant, context)).find(({ definition }) => definition.key === key) ?? null,
  },
  AttributeValue: {
    __resolveType: ({ content }) => typeNameOf(content),
  },
  AttributeTextValue: { key: keyOf, text: ({ content }) => content.text },
  AttributeRichTextValue: {
    key: keyOf,
    html: ({ content }) => content.html,
    plainText: ({ content }) => content.plain,
  },
  AttributeNumberValue: {
    key: keyOf,
    number: ({ content }) => content.number,
    unit: ({ definition }) => definition.unit,
  },
  AttributeBooleanValue: { key: keyOf, isTrue: ({ content }) => content.isTrue },
  AttributeChoiceValue: {
    key: keyOf,
    choices: ({ definition, content }, _args, { languages }) =>
      choicesIn(definition, languages.language).filter(({ value }) => content.choices.includes(value)),
  },
  AttributeDateValue: { key: keyOf, date: ({ content }) => content.date },
  AttributeProductValue: {
    key: keyOf,
    product: ({ content }, _args, { catalogue }) => catalogue.loaders.product.load(content.id),
  },
  AttributeCategoryValue: {
    key: keyOf,
    category: async ({ content }, _args, { catalogue }) =>
      (await catalogue.loaders.categories()).get(content.id),
  },
  AttributeCollectionValue: {
    key: keyOf,
    collection: async ({ content }, _args, { collections }) => {
      const collection = await collections.loaders.collection.load(content.id);
      return collection?.isShown === true ? collection : null;
    },
  },
  AttributeFileValue: {
    key: keyOf,
    url: (value, _args, { attributes, languages, media }) => {
      const picture = pictureOf(value, languages.language);
      return picture === null ? attributes.fileUrl(value.id) : media.imageUrl(picture, {});
    },
    mediaType: ({ mediaType }) => mediaType ?? 'application/pdf',
    byteSize: ({ byteSize }) => byteSize ?? 0,
    image: (value, _args, { languages }) => pictureOf(value, languages.language),
  },
  Mutation: {
    productAttributesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.attributes.updateProductAttributes({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const product = await asItIs(input.id, context);
          return product === null
            ? productNotFound(input.id)
            : { __typename: 'ProductAttributesUpdateSuccess', product };
        }
        case 'product-not-found':
          return productNotFound(input.id);
        case 'product-changed':
          return productChanged(outcome.version);
        case 'product-type-not-found': {
          const message = 'There is no such product type.';
          const { productTypeId } = outcome;
          return { __typename: 'ProductTypeNotFoundError', message, productTypeId };
        }
        case 'attributes-missing':
          return attributesMissing(outcome.keys);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productVariantAttributesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.attributes.updateVariantAttributes({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const product = await asItIs(input.productId, context);
          return product === null
            ? productNotFound(input.productId)
            : { __typename: 'ProductVariantAttributesUpdateSuccess', product };
        }
        case 'product-not-found':
          return productNotFound(input.productId);
        case 'product-changed':
          return productChanged(outcome.version);
        case 'attributes-missing':
          return attributesMissing(outcome.keys);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function keyOf({ definition }: { readonly definition: { readonly key: string } }): string {
  return definition.key;
}

function ofProduct(product: Product, { attributes, productTypes }: Context) {
  return attributes.ofProduct(productTypes, product);
}

function ofVariant(
  { id, product: { productTypeId } }: OfferedVariant,
  { attributes, productTypes }: Context,
) {
  return attributes.ofVariant(productTypes, { id, productTypeId });
}

/** A product after the change, for staff: it may be one that shoppers do not see. */
function asItIs(id: string, { attributes, catalogue }: Context): Promise<Product | null> {
  attributes.forget();
  return catalogue.afterChange().product.load(id);
}
