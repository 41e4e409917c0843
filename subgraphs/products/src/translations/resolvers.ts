import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** What texts of the catalogue are in other languages. */
export const resolvers = {
  Query: {
    catalogueTranslations: (_root, asked, { translations }) => translations.readTranslations(asked),
    catalogueTranslationTasks: (_root, asked, { translations }) => translations.readTasks(asked),
  },
  Mutation: {
    catalogueTranslationsUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.translations.updateTranslations({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated':
          await readAnew(context);
          return {
            __typename: 'CatalogueTranslationsUpdateSuccess',
            translations: outcome.translations,
          };
        case 'owner-not-found': {
          const message = 'There is nothing of that kind with that id.';
          return { __typename: 'TranslationOwnerNotFoundError', message, ownerId: input.ownerId };
        }
        case 'changed-meanwhile': {
          const message = 'Somebody has changed this meanwhile.';
          return { __typename: 'TranslationOwnerChangedError', message, version: outcome.version };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  TranslationTask: {
    ownerId: ({ id }) => id,
  },
  CatalogueTranslations: {
    texts: ({ texts }) =>
      texts.map(({ of, sourceHtml = null, ...text }) => ({ ...text, sourceHtml, of: [...of] })),
    outdatedCount: ({ texts }) => texts.filter(({ translatedFrom }) => translatedFrom !== null).length,
    untranslatedCount: ({ texts }) => texts.filter(({ text }) => text === null).length,
  },
} satisfies Resolvers;

/** What is read next in this process is not older than the change. */
async function readAnew({ catalogue, productTypes }: Context): Promise<void> {
  catalogue.forget();
  await Promise.all([catalogue.loaders.currentCategories(), productTypes.current()]);
}
