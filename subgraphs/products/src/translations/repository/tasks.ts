import type { StatementSample, Statements } from '@cartwright/database';
import type { Language } from '@cartwright/languages';
import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { TaskFilter, TranslationTask } from '../rules/tasks.ts';

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
  const { rows } = await sql<TranslationTask>`
    SELECT id, name, ${missingIn(table, language)} AS missing_count, ${outdatedIn(language)} AS outdated_count
    FROM ${sql.table(table)}
    WHERE ${isTask(table, { language, states })}
      AND ${after === null ? sql`true` : sql`id ${sql.raw(beyond)} ${after}::uuid`}
    ORDER BY id ${sql.raw(order)} LIMIT ${size}`.execute(db);
  return rows;
}

/** How much of a table is to be translated. */
export async function countTasks(
  db: Statements<Tables>,
  { table, ...filter }: TaskFilter & { readonly table: PageTable },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM ${sql.table(table)} WHERE ${isTask(table, filter)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function isTask(table: PageTable, { language, states }: TaskFilter): RawBuilder<boolean> {
  const missing = sql`${missingIn(table, language)} > 0`;
  const outdated = sql`(outdated_texts <> '{}' AND outdated_texts ? ${language})`;
  if (states.length === 1) return sql`${states[0] === 'MISSING' ? missing : outdated}`;
  return sql`(${missing} OR ${outdated})`;
}

/** Literally as the index of a language has it. */
function missingIn(table: PageTable, language: Language): RawBuilder<number> {
  const options = table === 'products' ? sql`options` : sql`'[]'`;
  const name = table === 'brands' ? sql`''` : sql`name`; // a brand is called the same in every language
  return sql`untranslated_count(${sql.lit(language)}, translations, ${name}, description, seo_title, seo_description, ${options})`;
}

function outdatedIn(language: Language): RawBuilder<number> {
  return sql`(SELECT count(*)::integer FROM jsonb_object_keys(coalesce(outdated_texts -> ${language}::text, '{}')))`;
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
