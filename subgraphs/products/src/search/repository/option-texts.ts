import type { StatementSample, Statements } from '@cartwright/database';
import { fallbacksOf, type Language } from '@cartwright/languages';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/**
 * What options and their values are called in a language, by the keys of their translations: as the latest product says that shoppers see, for
 * each says so by itself. One look into an index for each.
 */
export async function readOptionTexts(
  db: Statements<Tables>,
  keys: readonly string[],
  language: Language,
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; text: string }>`
    SELECT asked.key, said.text FROM unnest(${[...keys]}::text[]) AS asked (key) CROSS JOIN LATERAL (
      SELECT latest.text FROM unnest(${fallbacksOf(language)}::text[]) WITH ORDINALITY AS spoken (language, place)
        CROSS JOIN LATERAL (
          SELECT t.text FROM option_texts t WHERE t.language = spoken.language AND t.key = asked.key
          ORDER BY t.product_id DESC LIMIT 1
        ) AS latest
      ORDER BY spoken.place LIMIT 1
    ) AS said`.execute(db);
  return new Map(rows.map(({ key, text }) => [key, text]));
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => readOptionTexts(tx, ['OPTION\u001FColour'], 'de')];
