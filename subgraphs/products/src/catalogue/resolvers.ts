import { badUserInput } from '@cartwright/errors';
import type { Resolvers } from '../generated/graphql.ts';
import {
  descriptionHtmlIn,
  descriptionIn,
  nameIn,
  optionIn,
  storedOptions,
  valueIn,
} from '../languages/door.ts';
import { matchesOptions } from './rules/matches-options.ts';
import { titleIn } from './rules/title.ts';

/** Products, variants and categories, without what other rooms add to them. */
export const resolvers = {
  Query: {
    product: async (_root, { slug, id }, { catalogue: { loaders } }) => {
      if (slug == null && id == null) throw badUserInput('Give the slug or the id of the product.', 'slug');
      if (id == null) return loaders.productBySlug.load(slug as string);
      const found = await loaders.product.load(id);
      return slug == null || found?.slug === slug ? found : null;
    },
    category: async (_root, { slug }, { catalogue }) => (await catalogue.loaders.categories()).withSlug(slug),
    categories: async (_root, _args, { catalogue }) => (await catalogue.loaders.categories()).children(null),
  },
  Category: {
    name: (category, _args, { languages }) => nameIn(category, languages.language),
    description: (category, _args, { languages }) => descriptionIn(category, languages.language),
    descriptionHtml: async (category, _args, { catalogue, languages }) => {
      const described = await catalogue.loaders.categoryDescription.load(category.id);
      return descriptionHtmlIn(described ?? { ...category, descriptionHtml: null }, languages.language);
    },
    __resolveReference: async ({ id }, { catalogue }) => (await catalogue.loaders.categories()).get(id),
    parent: async ({ parentId }, _args, { catalogue }) =>
      parentId === null ? null : (await catalogue.loaders.categories()).get(parentId),
    children: async ({ id }, _args, { catalogue }) => (await catalogue.loaders.categories()).children(id),
    path: async ({ id }, _args, { catalogue }) => (await catalogue.loaders.categories()).path(id),
  },
  Product: {
    name: (product, _args, { languages }) => nameIn(product, languages.language),
    description: (product, _args, { languages }) => descriptionIn(product, languages.language),
    descriptionHtml: (product, _args, { languages }) => descriptionHtmlIn(product, languages.language),
    __resolveReference: ({ id }, { catalogue }) => catalogue.loaders.product.load(id),
    category: async ({ id, categoryId }, _args, { catalogue }) => {
      const { categories, currentCategories } = catalogue.loaders;
      const category = (await categories()).get(categoryId) ?? (await currentCategories()).get(categoryId);
      if (category === null) throw new Error(`Product ${id} is in no category`);
      return category;
    },
    featuredImage: ({ images }) => images[0] ?? null,
    options: (product) => product.options.map((option) => ({ ...option, product })),
    variants: (product, _args, { catalogue }) => catalogue.loaders.variantsOf.load(product),
    variantBySelectedOptions: async (product, { selectedOptions }, { catalogue, languages }) => {
      const variants = await catalogue.loaders.variantsOf.load(product);
      const chosen = storedOptions(product, languages.language, selectedOptions);
      return variants.find((variant) => matchesOptions(variant.selectedOptions, chosen)) ?? null;
    },
  },
  ProductOption: {
    key: ({ name }) => name,
    name: ({ name, product }, _args, { languages }) => optionIn(product, languages.language, name),
    valueKeys: ({ values }) => values,
    values: ({ name, values, product }, _args, { languages }) =>
      values.map((value) => valueIn(product, languages.language, { name, value })),
    swatches: ({ name, swatches = [], product }, _args, { languages }) =>
      swatches.map(({ value, color }) => ({
        value: valueIn(product, languages.language, { name, value }),
        color,
      })),
  },
  ProductVariant: {
    title: (variant, _args, { languages }) => titleIn(variant, languages.language),
    selectedOptions: ({ product, selectedOptions }, _args, { languages: { language } }) =>
      selectedOptions.map(({ name, value }) => ({
        key: name,
        name: optionIn(product, language, name),
        valueKey: value,
        value: valueIn(product, language, { name, value }),
      })),
    size: ({ lengthMm, widthMm, heightMm }) =>
      lengthMm === null || widthMm === null || heightMm === null ? null : { lengthMm, widthMm, heightMm },
    __resolveReference: ({ id }, { catalogue }) => catalogue.loaders.variant.load(id),
    image: ({ imageId, product }, _args, { media }) =>
      imageId === null
        ? null
        : (product.images.find(({ id }) => id === imageId) ?? media.loaders.image.load(imageId)),
  },
} satisfies Resolvers;
