import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { pageOf, playerOf } from './rules/external-video.ts';
import { inOneOrder } from './rules/media-order.ts';
import type { EditGalleryOutcome } from './use-cases/edit-gallery.ts';

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
      context.galleries.documents.clear(input.productId);
      return answerOf(outcome, 'ProductDocumentsUpdateSuccess', {
        catalogue: context.catalogue,
        productId: input.productId,
      });
    },
    productMediaUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateMedia({ ...input, staffId });
      context.galleries.media.clear(input.productId);
      return answerOf(outcome, 'ProductMediaUpdateSuccess', {
        catalogue: context.catalogue,
        productId: input.productId,
      });
    },
    productImagesUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.galleries.updateImages({ ...input, staffId });
      return answerOf(outcome, 'ProductImagesUpdateSuccess', {
        catalogue: context.catalogue,
        productId: input.productId,
      });
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

/** The product with what it shows from now on, or why it does not. */
async function answerOf<const Success extends string>(
  outcome: EditGalleryOutcome,
  success: Success,
  { catalogue, productId }: Pick<Context, 'catalogue'> & { readonly productId: string },
) {
  switch (outcome.kind) {
    case 'updated': {
      const product = await catalogue.afterChange().product.load(productId);
      return product === null ? productNotFound(productId) : { __typename: success, product };
    }
    case 'not-found':
      return productNotFound(productId);
    case 'changed-meanwhile':
      return productChanged(outcome.version);
    case 'invalid-input':
      return invalidInputError(outcome.fields);
  }
}

function variantNotFound(variantId: string) {
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
}

const typeNames = {
  VIDEO: 'ProductVideo',
  EXTERNAL_VIDEO: 'ProductExternalVideo',
  MODEL: 'ProductModel3d',
} as const;
