import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { pageOf, playerOf } from './rules/external-video.ts';
import { inOneOrder } from './rules/media-order.ts';

/** Which pictures products and variants have. */
export const resolvers = {
  Product: {
    documents: ({ id }, _args, { galleries }) => galleries.documents.load(id),
    media: async ({ id, images }, _args, { galleries }) => inOneOrder(images, await galleries.media.load(id)),
  },
  ProductMedia: {
    __resolveType: (medium) => ('kind' in medium ? typeNames[medium.kind] : 'Image'),
  },
  ProductVideo: { url: ({ id, mediaType }, _args, { galleries }) => galleries.playedUrl(id, mediaType) },
  ProductModel3d: { url: ({ id, mediaType }, _args, { galleries }) => galleries.playedUrl(id, mediaType) },
  ProductExternalVideo: { url: pageOf, embedUrl: playerOf },
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
    productMediaUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateMedia({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          context.galleries.media.clear(input.productId);
          const product = await context.catalogue.afterChange().product.load(input.productId);
          return product === null
            ? productNotFound(input.productId)
            : { __typename: 'ProductMediaUpdateSuccess', product };
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

const typeNames = {
  VIDEO: 'ProductVideo',
  EXTERNAL_VIDEO: 'ProductExternalVideo',
  MODEL: 'ProductModel3d',
} as const;
