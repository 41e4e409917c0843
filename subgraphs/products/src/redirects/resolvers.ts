import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context, UrlRedirectRow } from '../graphql.ts';

/** Where addresses lead that pages had once. */
export const resolvers = {
  Query: {
    urlRedirect: async (_root, { kind, from }, context) => {
      const redirect = await context.redirects.readRedirectOf(kind, from);
      return redirect !== null && (await leadsSomewhere(redirect, context)) ? redirect : null;
    },
    urlRedirects: (_root, page, { redirects }) => redirects.readRedirects(page),
  },
  Mutation: {
    urlRedirectCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.redirects.createRedirect({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'UrlRedirectCreateSuccess', urlRedirect: outcome.redirect };
        case 'loop': {
          const message = 'The path would lead back to itself, or on and on.';
          return { __typename: 'UrlRedirectLoopError', message, paths: [...outcome.paths] };
        }
        case 'too-many-redirects': {
          const message = `There are ${outcome.limit} redirects of paths already; please delete some first.`;
          return { __typename: 'TooManyUrlRedirectsError', message, limit: outcome.limit };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    urlRedirectDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.redirects.deleteRedirect({ ...input, staffId });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'UrlRedirectDeleteSuccess', urlRedirectId: input.id };
        case 'not-found': {
          const message = 'There is no such redirect.';
          return { __typename: 'UrlRedirectNotFoundError', message, urlRedirectId: input.id };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  UrlRedirect: {
    from: ({ source }) => source,
    product: (redirect, _args, context) => productOf(redirect, context),
    category: (redirect, _args, context) => categoryOf(redirect, context),
    collection: (redirect, _args, context) => collectionOf(redirect, context),
    brand: (redirect, _args, context) => brandOf(redirect, context),
    path: ({ targetPath }, _args, { redirects }) =>
      targetPath === null ? null : redirects.readEndOf(targetPath),
  },
} satisfies Resolvers;

/** Whether shoppers see what an address leads to. */
async function leadsSomewhere(redirect: UrlRedirectRow, context: Context): Promise<boolean> {
  if (redirect.targetPath !== null) return true;
  const targets = [productOf, categoryOf, collectionOf, brandOf].map((target) => target(redirect, context));
  return (await Promise.all(targets)).some((target) => target !== null);
}

async function productOf({ kind, targetId }: UrlRedirectRow, { catalogue }: Context) {
  return kind === 'PRODUCT' && targetId !== null ? catalogue.loaders.product.load(targetId) : null;
}

async function categoryOf({ kind, targetId }: UrlRedirectRow, { catalogue }: Context) {
  return kind === 'CATEGORY' && targetId !== null
    ? (await catalogue.loaders.categories()).get(targetId)
    : null;
}

async function collectionOf({ kind, targetId }: UrlRedirectRow, { collections }: Context) {
  if (kind !== 'COLLECTION' || targetId === null) return null;
  const found = await collections.loaders.collection.load(targetId);
  return found?.isShown === true ? found : null;
}

async function brandOf({ kind, targetId }: UrlRedirectRow, { brands }: Context) {
  return kind === 'BRAND' && targetId !== null ? brands.loaders.seen.load(targetId) : null;
}
