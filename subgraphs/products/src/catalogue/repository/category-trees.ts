import { anyOf, keyedRead, type StatementSample, type Statements } from '@cartwright/database';
import { defaultLanguage, languages } from '@cartwright/languages';
import { sql } from 'kysely';
import { markedDescription, type Translations } from '../../languages/door.ts';
import type { Tables } from '../../tables.ts';
import { CategoryTree } from '../rules/category-tree.ts';
import { readRecently, type RecentlyRead } from './read-recently.ts';

/** Reads of the whole category tree. */
export type CategoryTrees = RecentlyRead<CategoryTree>;

/** Opens the tree of a database for one process. */
export function openCategoryTrees(db: Statements<Tables>): CategoryTrees {
  return readRecently(() => readTree(db));
}

const translationsWithoutMarks = languages
  .filter((language) => language !== defaultLanguage)
  .reduce(
    (texts, language) =>
      sql<Translations>`${texts} #- ARRAY[${sql.lit(language)}, ${sql.lit(markedDescription)}]`,
    sql<Translations>`translations`,
  );

/** Reads the whole tree, without the marks of descriptions: it is read often, by whoever wants a name or a place. */
export async function readTree(db: Statements<Tables>): Promise<CategoryTree> {
  const categories = await db
    .selectFrom('categories')
    .select([
      'id',
      'parentId',
      'slug',
      'name',
      'description',
      'seoTitle',
      'seoDescription',
      'position',
      'version',
    ])
    .select(translationsWithoutMarks.as('translations'))
    .execute();
  return new CategoryTree(categories);
}

/** What categories are described as, in all languages, with the marks. */
export const categoryDescriptions = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db
    .selectFrom('categories')
    .select(['id', 'description', 'descriptionHtml', 'translations'])
    .where('id', '=', anyOf(ids)),
);

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readTree(db),
  (db) => categoryDescriptions(db, ['']),
];
