import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { referredTo } from '../attributes/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { CategoryRow, Context } from '../graphql.ts';

/** What staff do to the category tree. */
export const resolvers = {
  Mutation: {
    categoryCreate: async (_root, { input }, context) => {
      const outcome = await context.categories.createCategory({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'CategoryCreateSuccess', category: await asItIs(outcome.category, context) };
        case 'category-not-found':
          return categoryNotFound(outcome.categoryId);
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'category-holds-products':
          return holdsProducts(outcome);
        case 'too-many-categories':
          return tooManyCategories(outcome.limit);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    categoryUpdate: async (_root, { input }, context) => {
      const outcome = await context.categories.updateCategory({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'CategoryUpdateSuccess', category: await asItIs(outcome.category, context) };
        case 'category-not-found':
          return categoryNotFound(outcome.categoryId);
        case 'category-changed':
          return categoryChanged(outcome.category, context);
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    categoryMove: async (_root, { input }, context) => {
      const outcome = await context.categories.moveCategory({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'moved':
          return { __typename: 'CategoryMoveSuccess', category: await asItIs(outcome.category, context) };
        case 'category-not-found':
          return categoryNotFound(outcome.categoryId);
        case 'category-changed':
          return categoryChanged(outcome.category, context);
        case 'category-cycle':
          return { __typename: 'CategoryCycleError', message: 'A category cannot be moved below itself.' };
        case 'category-holds-products':
          return holdsProducts(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    categoryDelete: async (_root, { input }, context) => {
      const outcome = await context.categories.deleteCategory({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted': {
          const tree = await context.catalogue.loaders.currentCategories();
          const parent = outcome.parentId === null ? null : tree.get(outcome.parentId);
          return { __typename: 'CategoryDeleteSuccess', categoryId: input.id, parent };
        }
        case 'category-not-found':
          return categoryNotFound(outcome.categoryId);
        case 'category-changed':
          return categoryChanged(outcome.category, context);
        case 'not-empty': {
          const { categoryCount, productCount } = outcome;
          const message = 'Only a category that nothing is in can be deleted.';
          return { __typename: 'CategoryNotEmptyError', message, categoryCount, productCount };
        }
        case 'referred-to':
          return referredTo(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

/** A category in the tree as it is after the change, which whatever is read next in this process follows too. */
async function asItIs(category: CategoryRow, { catalogue }: Context): Promise<CategoryRow> {
  return (await catalogue.loaders.currentCategories()).get(category.id) ?? category;
}

function categoryNotFound(categoryId: string) {
  return { __typename: 'CategoryNotFoundError', message: 'There is no such category.', categoryId } as const;
}

async function categoryChanged(category: CategoryRow, context: Context) {
  const message = 'Somebody has changed this category meanwhile.';
  return { __typename: 'CategoryChangedError', message, category: await asItIs(category, context) } as const;
}

function slugTaken(slug: string) {
  return { __typename: 'SlugTakenError', message: 'Another category has this slug.', slug } as const;
}

function holdsProducts({ category, productCount }: { category: CategoryRow; productCount: number }) {
  const message = `"${category.name}" holds products, and can have no categories below it.`;
  return { __typename: 'CategoryHoldsProductsError', message, category, productCount } as const;
}

function tooManyCategories(limit: number) {
  const message = `There are ${limit} categories already; please delete some first.`;
  return { __typename: 'TooManyCategoriesError', message, limit } as const;
}
