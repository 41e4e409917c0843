import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, ProductTypeRow } from '../graphql.ts';
import { descriptionIn, nameIn } from '../languages/door.ts';
import { choicesIn } from './rules/choices-in.ts';
import type { AttributeConflict } from './use-cases/update-product-type.ts';

/** Kinds of products and their attributes. */
export const resolvers = {
  Query: {
    productType: async (_root, { slug, id }, { productTypes }) => {
      if (slug == null && id == null)
        throw badUserInput('Give the slug or the id of the product type.', 'slug');
      const types = await productTypes.recent();
      return types.find((type) => type.slug === (slug ?? type.slug) && type.id === (id ?? type.id)) ?? null;
    },
    productTypes: async (_root, _args, { productTypes }) => [...(await productTypes.recent())],
  },
  Product: {
    productType: async ({ productTypeId }, _args, { productTypes }) => {
      if (productTypeId === null) return null;
      const isOfProduct = ({ id }: ProductTypeRow) => id === productTypeId;
      return (
        (await productTypes.recent()).find(isOfProduct) ??
        (await productTypes.current()).find(isOfProduct) ??
        null
      );
    },
  },
  ProductType: {
    name: (type, _args, { languages }) => nameIn(type, languages.language),
    attributes: ({ attributes }) => [...attributes],
  },
  AttributeDefinition: {
    type: ({ kind }) => kind,
    name: (definition, _args, { languages }) => nameIn(definition, languages.language),
    description: (definition, _args, { languages }) => descriptionIn(definition, languages.language),
    choices: (definition, _args, { languages }) => choicesIn(definition, languages.language),
  },
  Mutation: {
    productTypeCreate: async (_root, { input }, context) => {
      const outcome = await context.productTypes.createProductType({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          await context.productTypes.current();
          return { __typename: 'ProductTypeCreateSuccess', productType: outcome.productType };
        case 'too-many-product-types': {
          const { limit } = outcome;
          const message = `There are ${limit} product types already; please delete some first.`;
          return { __typename: 'TooManyProductTypesError', message, limit };
        }
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productTypeUpdate: async (_root, { input }, context) => {
      const outcome = await context.productTypes.updateProductType({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          await context.productTypes.current();
          return { __typename: 'ProductTypeUpdateSuccess', productType: outcome.productType };
        case 'product-type-not-found':
          return productTypeNotFound(outcome.productTypeId);
        case 'product-type-changed':
          return productTypeChanged(outcome.productType);
        case 'attributes-in-use': {
          const message = 'Values of products do not fit what these attributes are to be.';
          return {
            __typename: 'AttributesInUseError',
            message,
            conflicts: outcome.conflicts.map(conflictOf),
          };
        }
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productTypeDelete: async (_root, { input }, context) => {
      const outcome = await context.productTypes.deleteProductType({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted':
          await context.productTypes.current();
          return { __typename: 'ProductTypeDeleteSuccess', productTypeId: input.id };
        case 'product-type-in-use': {
          const { productCount } = outcome;
          const message = 'Only a product type that no product is of can be deleted.';
          return { __typename: 'ProductTypeInUseError', message, productCount };
        }
        case 'product-type-not-found':
          return productTypeNotFound(outcome.productTypeId);
        case 'product-type-changed':
          return productTypeChanged(outcome.productType);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function productTypeNotFound(productTypeId: string) {
  const message = 'There is no such product type.';
  return { __typename: 'ProductTypeNotFoundError', message, productTypeId } as const;
}

function productTypeChanged(productType: ProductTypeRow) {
  const message = 'Somebody has changed this product type meanwhile.';
  return { __typename: 'ProductTypeChangedError', message, productType } as const;
}

function slugTaken(slug: string) {
  return { __typename: 'SlugTakenError', message: 'Another product type has this slug.', slug } as const;
}

function conflictOf({ key, which, count }: AttributeConflict) {
  switch (which) {
    case 'all':
      return { key, count, message: `${count} values of this attribute would be lost.` };
    case 'several':
      return { key, count, message: `${count} values have several choices.` };
    case 'choices':
      return { key, count, message: `${count} values have a choice that is to go.` };
    case 'lacking':
      return { key, count, message: `${count} published or scheduled products have no value of it.` };
  }
}
