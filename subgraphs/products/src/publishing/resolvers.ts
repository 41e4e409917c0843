import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Connection } from '@cartwright/graph';
import { attributesMissing } from '../attributes/door.ts';
import { productChanged, productNotFound, type Product } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { ProductConnection } from '../listing/door.ts';

/** Which products shoppers see, and what staff see of the others. */
export const resolvers = {
  Query: {
    productPreview: (_root, { id }, { catalogue }) => catalogue.ofStaff().product.load(id),
    productsByStatus: async (_root, { status, ...page }, { catalogue, publishing }) => {
      const listed = await publishing.readProductsByStatus(status, page);
      return withProducts(listed, await catalogue.ofStaff().products(listed.nodes));
    },
  },
  Mutation: {
    productStatusUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.publishing.updateProductStatus({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          const product = await context.catalogue.afterChange().product.load(input.id);
          return product === null
            ? productNotFound(input.id)
            : { __typename: 'ProductStatusUpdateSuccess', product };
        }
        case 'not-found':
          return productNotFound(input.id);
        case 'changed-meanwhile':
          return productChanged(outcome.version);
        case 'attributes-missing':
          return attributesMissing(outcome.keys);
        case 'parts-hidden': {
          const message = 'Shoppers do not see all parts of a bundle. Please publish them first.';
          return { __typename: 'BundlePartsHiddenError', message, variantIds: [...outcome.variantIds] };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Product: {
    publication: ({ status, publishAt, publishedAt, version }) => ({
      status,
      publishAt,
      publishedAt,
      version,
    }),
  },
} satisfies Resolvers;

/** The same page with products in the place of what was listed; without those that are gone meanwhile. */
function withProducts(
  { edges, pageInfo, totalCount }: Connection<{ readonly id: string }>,
  products: readonly Product[],
): ProductConnection {
  const byId = new Map(products.map((product) => [product.id, product]));
  const shown = edges.flatMap(({ cursor, node }) => {
    const product = byId.get(node.id);
    return product === undefined
      ? []
      : [{ cursor, node: product, matchedVariant: () => Promise.resolve(null) }];
  });
  return {
    nodes: shown.map(({ node }) => node),
    edges: shown,
    pageInfo,
    totalCount,
    totalCountPrecision: () => Promise.resolve('EXACT'),
    warnings: () => Promise.resolve([]),
  };
}
