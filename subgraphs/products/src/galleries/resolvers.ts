import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** Which pictures products and variants have. */
export const resolvers = {
  Product: {
    documents: ({ id }, _args, { galleries }) => galleries.documents.load(id),
  },
  ProductDocument: {
    url: ({ id }, _args, { galleries }) => galleries.documentUrl(id),
  },
  Mutation: {
    productDocumentsUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateDocuments({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          context.galleries.documents.clear(input.productId);
          const product = await context.catalogue.afterChange().product.load(input.productId);
          return product === null
            ? productNotFound(input.productId)
            : { __typename: 'ProductDocumentsUpdateSuccess', product };
        }
        case 'not-found':
          return productNotFound(input.productId);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productImagesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateImages({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const product = await context.catalogue.afterChange().product.load(input.productId);
          return product === null
            ? productNotFound(input.productId)
            : { __typename: 'ProductImagesUpdateSuccess', product };
        }
        case 'not-found':
          return productNotFound(input.productId);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    variantImageUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateVariantImage({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const variant = await context.catalogue.afterChange().variant.load(input.variantId);
          return variant === null
            ? variantNotFound(input.variantId)
            : { __typename: 'VariantImageUpdateSuccess', variant };
        }
        case 'not-found':
          return variantNotFound(input.variantId);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function variantNotFound(variantId: string) {
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
}
