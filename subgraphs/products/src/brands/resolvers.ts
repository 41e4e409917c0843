import { badUserInput } from '@cartwright/errors';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { QueryBrandsArgs, Resolvers } from '../generated/graphql.ts';
import type { BrandRow, Context } from '../graphql.ts';
import { descriptionHtmlIn, descriptionIn } from '../languages/door.ts';
import { readFilters, withBrandNames } from '../listing/door.ts';
import { seoOf } from '../seo/door.ts';

/** Who makes products, and what staff do to it. */
export const resolvers = {
  Query: {
    brand: async (_root, { slug, id }, { brands: { loaders } }) => {
      if (slug == null && id == null) throw badUserInput('Give the slug or the id of the brand.', 'slug');
      const found = id == null ? await loaders.seenBySlug.load(slug as string) : await loaders.seen.load(id);
      return slug == null || found?.slug === slug ? found : null;
    },
    brands: (_root, args, context) => list('shown', args, context),
    brandPreview: (_root, { id }, { brands }) => brands.loaders.brand.load(id),
    brandPreviews: (_root, args, context) => list('all', args, context),
  },
  Mutation: {
    brandCreate: async (_root, { input }, context) => {
      const outcome = await context.brands.createBrand({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'BrandCreateSuccess', brand: outcome.brand };
        case 'brand-name-taken':
          return nameTaken(outcome.name);
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    brandUpdate: async (_root, { input }, context) => {
      const outcome = await context.brands.updateBrand({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          context.brands.loaders.logo.clear(outcome.brand.id);
          return { __typename: 'BrandUpdateSuccess', brand: outcome.brand };
        case 'brand-not-found':
          return brandNotFound(outcome.brandId);
        case 'brand-changed':
          return brandChanged(outcome.brand);
        case 'brand-name-taken':
          return nameTaken(outcome.name);
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    brandDelete: async (_root, { input }, context) => {
      const outcome = await context.brands.deleteBrand({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'BrandDeleteSuccess', brandId: input.id };
        case 'brand-in-use': {
          const message = 'There are products of this brand.';
          return { __typename: 'BrandInUseError', message, productCount: outcome.productCount };
        }
        case 'brand-not-found':
          return brandNotFound(outcome.brandId);
        case 'brand-changed':
          return brandChanged(outcome.brand);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    brandMerge: async (_root, { input }, context) => {
      const outcome = await context.brands.mergeBrands({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'merged':
          return { __typename: 'BrandMergeSuccess', brand: outcome.brand, mergedBrandId: input.id };
        case 'brand-not-found':
          return brandNotFound(outcome.brandId);
        case 'brand-changed':
          return brandChanged(outcome.brand);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Brand: {
    __resolveReference: ({ id }, { brands }) => brands.loaders.seen.load(id),
    description: (brand, _args, { languages }) => descriptionIn(brand, languages.language),
    descriptionHtml: (brand, _args, { languages }) => descriptionHtmlIn(brand, languages.language),
    seo: (brand, _args, { languages }) => seoOf(brand, languages.language),
    aliases: ({ id }, _args, { brands }) => brands.loaders.aliases.load(id),
    logo: ({ id }, _args, { brands }) => brands.loaders.logo.load(id),
    products: async ({ id, name, formerNames }, { filters, sort, ...page }, context) => {
      const { brands, catalogue, listing, pricing } = context;
      return listing.readProductList({
        of: ['products of a brand', id],
        choice: readFilters(await withBrandNames(filters ?? {}, brands.loaders.namesMeant), pricing.currency),
        ids: null,
        below: null,
        collection: null,
        ofBrand: [name, ...formerNames],
        order: sort === 'MANUAL' || sort === 'RELEVANCE' ? 'NEWEST' : sort,
        page,
        readTree: catalogue.loaders.categories,
        loaders: catalogue.loaders,
      });
    },
  },
  Product: {
    brandDetails: ({ brand }, _args, { brands }) =>
      brand === '' ? null : brands.loaders.shownByName.load(brand),
  },
} satisfies Resolvers;

function list(which: 'shown' | 'all', { filters, sort, ...page }: QueryBrandsArgs, { brands }: Context) {
  return brands.readBrands({
    which,
    nameStartsWith: filters?.nameStartsWith ?? null,
    order: sort ?? 'NAME_ASC',
    ...page,
  });
}

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function brandNotFound(brandId: string) {
  return { __typename: 'BrandNotFoundError', message: 'There is no such brand.', brandId } as const;
}

function brandChanged(brand: BrandRow) {
  const message = 'Somebody has changed this brand meanwhile.';
  return { __typename: 'BrandChangedError', message, brand } as const;
}

function nameTaken(name: string) {
  const message = 'Another brand has this name.';
  return { __typename: 'BrandNameTakenError', message, name } as const;
}

function slugTaken(slug: string) {
  return { __typename: 'SlugTakenError', message: 'Another brand has this slug.', slug } as const;
}
