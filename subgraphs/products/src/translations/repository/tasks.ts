import type { StatementSample, Statements } from '@cartwright/database';
import type { Language } from '@cartwright/languages';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { TaskFilter, TranslationState, TranslationTask } from '../rules/tasks.ts';

/** What has a page of its own, by the table that it is in. */
export type PageTable = 'products' | 'categories' | 'collections' | 'brands';

/** Which part of a list that is in the order of ids. */
export interface TaskSlice {
  readonly size: number;
  readonly after: string | null;
  readonly direction: 'forward' | 'backward';
}

/** What of a table is to be translated, a part of it. */
export async function listTasks(
  db: Statements<Tables>,
  { table, language, states }: TaskFilter & { readonly table: PageTable },
  { size, after, direction }: TaskSlice,
): Promise<TranslationTask[]> {
  const [beyond, order] = direction === 'forward' ? ['>', 'ASC'] : ['<', 'DESC'];
  const inOrder = sql`ORDER BY id ${sql.raw(order)} LIMIT ${size}`;
  const parts = states.map(
    (state) => sql`(
      SELECT id, name, ${missingIn(table, language)} AS missing_count, ${outdatedIn(table, language)} AS outdated_count
      FROM ${sql.table(table)}
      WHERE ${isTask(table, language, state)}
        AND ${after === null ? sql`true` : sql`id ${sql.raw(beyond)} ${after}::uuid`}
      ${inOrder})`,
  );
  const { rows } = await sql<TranslationTask>`
    SELECT * FROM (${sql.join(parts, sql` UNION `)}) AS found ${inOrder}`.execute(db);
  return rows;
}

/** How much of a table is to be translated. */
export async function countTasks(
  db: Statements<Tables>,
  { table, language, states }: TaskFilter & { readonly table: PageTable },
): Promise<number> {
  const parts = states.map(
    (state) => sql`SELECT id FROM ${sql.table(table)} WHERE ${isTask(table, language, state)}`,
  );
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM (${sql.join(parts, sql` UNION `)}) AS found`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Of one state, so that one index has all that there is: a list of both is made of two. */
function isTask(table: PageTable, language: Language, state: TranslationState): RawBuilder<boolean> {
  if (state === 'MISSING') return sql`${missingIn(table, language)} > 0`;
  return sql`outdated_texts <> '{}' AND ${outdatedIn(table, language)} > 0`;
}

/** Literally as the index of a language has it. */
function missingIn(table: PageTable, language: Language): RawBuilder<number> {
  const options = table === 'products' ? sql`options` : sql`'[]'`;
  const name = table === 'brands' ? sql`''` : sql`name`; // a brand is called the same in every language
  return sql`untranslated_count(${sql.lit(language)}, translations, ${name}, description, seo_title, seo_description, ${options})`;
}

/** Texts that say nothing at the moment are left out. */
function outdatedIn(table: PageTable, language: Language): RawBuilder<number> {
  const name = table === 'brands' ? sql`''` : sql`name`;
  return sql`(
    SELECT count(*)::integer FROM jsonb_object_keys(coalesce(outdated_texts -> ${language}::text, '{}')) AS outdated
    WHERE jsonb_build_object(
      'NAME', ${name}, 'DESCRIPTION', description, 'SEO_TITLE', seo_title, 'SEO_DESCRIPTION', seo_description
    ) ->> outdated <> '')`;
}

const noId = '00000000-0000-7000-8000-000000000000';
const states = ['MISSING', 'OUTDATED'] as const;
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = (
  ['products', 'categories', 'collections', 'brands'] as const
).flatMap((table): StatementSample<Tables>[] => [
  (db) => listTasks(db, { table, language: 'de', states }, { size: 1, after: noId, direction: 'backward' }),
  (db) => countTasks(db, { table, language: 'de', states: ['MISSING'] }),
  (db) => countTasks(db, { table, language: 'de', states: ['OUTDATED'] }),
]);
