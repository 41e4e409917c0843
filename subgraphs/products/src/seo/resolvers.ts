import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged, productNotFound } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { seoOf } from './rules/seo.ts';

/** What pages of products and categories tell search engines. */
export const resolvers = {
  Mutation: {
    productSeoUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.seo.updateProductSeo({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const product = await context.catalogue.afterChange().product.load(input.id);
          return product === null
            ? productNotFound(input.id)
            : { __typename: 'ProductSeoUpdateSuccess', product };
        }
        case 'not-found':
          return productNotFound(input.id);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Product: { seo: (product, _args, { languages }) => seoOf(product, languages.language) },
  Category: { seo: (category, _args, { languages }) => seoOf(category, languages.language) },
} satisfies Resolvers;
