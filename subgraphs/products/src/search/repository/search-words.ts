import { builtOnce, type StatementSample, type Statements } from '@cartwright/database';
import { defaultLanguage, type Language } from '@cartwright/languages';
import { sql } from 'kysely';
import { isFoundBy } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { UnknownWord } from '../rules/meaning.ts';
import type { TypedText } from '../rules/typed-text.ts';

/** How many words of similar spelling are looked at for one that no product uses. */
const candidatesPerWord = 40;
/** How many words one beginning stands for. */
const completionsPerWord = 40;
/** Of two words that were written together, neither is shorter: shorter ones are in everything. */
const shortestOfPair = 3;
/** Longer texts are not looked through for words that were written apart. */
const maxJoinedRuns = 24;
/** How many neighbours are tried as one word. */
const maxRunsOfJoin = 4;

/** Holds for the variants, of a table named `v`, of what shoppers see. */
const isOfShown = sql`EXISTS (SELECT FROM products p WHERE p.id = v.product_id AND p.status = 'PUBLISHED')`;

/** What was typed, and in which language it is read. */
export interface TextInLanguage {
  readonly typed: string;
  readonly language: Language;
}

/** Takes a text apart, and looks up which of its words products use. */
export async function readTypedText(
  db: Statements<Tables>,
  { typed, language }: TextInLanguage,
): Promise<TypedText> {
  const [found] = await typedTexts(db, { typed, language });
  return found ?? { runs: [], joins: [] };
}

const typedTexts = builtOnce((db: Statements<Tables>, { typed, language }: TextInLanguage) => {
  const statement = sql<TypedText>`
    WITH parts AS MATERIALIZED (
      ${partsOf({ typed, language })}
    ), runs AS MATERIALIZED (
      SELECT run, run_text, search_joined(run_text) AS joined, jsonb_agg(
        jsonb_build_object(
          'word', word, 'lexemes', lexemes, 'isSpaceless', is_spaceless, 'translated', translated,
          'isKnown', is_spaceless OR (SELECT true FROM search_words WHERE lexeme = lexemes[1] LIMIT 1) IS TRUE,
          'isTranslated', (SELECT true FROM search_words WHERE lexeme = translated LIMIT 1) IS TRUE
        ) ORDER BY place
      ) FILTER (WHERE NOT is_unit) AS parts, count(*) AS part_count
      FROM parts GROUP BY run, run_text
    ), spans AS (
      SELECT first.run AS first, last.run AS last, word.joined,
        first.run < last.run OR first.part_count > 1 AS is_joined
      FROM runs AS first
      JOIN runs AS last ON last.run BETWEEN first.run AND first.run + ${maxRunsOfJoin - 1}::integer
      CROSS JOIN LATERAL (
        SELECT string_agg(runs.joined, '' ORDER BY runs.run) AS joined
        FROM runs WHERE runs.run BETWEEN first.run AND last.run
      ) AS word
      WHERE last.run <= ${maxJoinedRuns}::integer
    ), joins AS (
      -- One look into an index for each span: to join them, the planner would read all words and all variants.
      SELECT first, last, known.lexeme, false AS is_code
      FROM spans
      CROSS JOIN LATERAL (
        SELECT lexeme FROM search_words WHERE word = spans.joined AND ${isReadIn(language)} ORDER BY language = ${language}::text DESC LIMIT 1
      ) AS known
      WHERE is_joined
      UNION ALL
      SELECT first, last, joined, true
      FROM spans CROSS JOIN LATERAL (
        SELECT FROM product_variants v WHERE (search_key(sku) COLLATE "C") = spans.joined AND ${isOfShown} LIMIT 1
      ) AS variant
      UNION ALL
      SELECT first, last, joined, true
      FROM spans CROSS JOIN LATERAL (SELECT FROM product_variants v WHERE barcode = joined AND ${isOfShown} LIMIT 1) AS variant
    )
    SELECT
      coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'run', run, 'text', run_text, 'joined', joined, 'parts', coalesce(parts, '[]')
        ) ORDER BY run) FROM runs
      ), '[]') AS runs,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'first', first, 'last', last, 'lexeme', lexeme, 'isCode', is_code
        )) FROM joins
      ), '[]') AS joins`;
  return { compile: () => statement.compile(db) };
});

/** The parts of a text in their order, with what products hold of each. */
function partsOf({ typed, language }: TextInLanguage) {
  return sql`
    SELECT place, run, run_text, is_spaceless, coalesce(measure, word) AS word,
      lag(measure) OVER (ORDER BY place) IS NOT NULL AS is_unit,
      CASE
        WHEN is_spaceless THEN search_pairs(word)
        WHEN is_number THEN ARRAY[coalesce(measure, word)]
        -- An article or a preposition that lost its vowel, as in l'orange.
        WHEN char_length(word) <= 2 AND run_text LIKE word || '''%' THEN ARRAY[]::text[]
        ELSE array_remove(ARRAY[search_stem(word)], NULL)
      END AS lexemes,
      -- What is translated has the stems of its language, all else those of the language that it was written in.
      CASE WHEN NOT is_spaceless AND NOT is_number AND ${language}::text <> ${sql.lit(defaultLanguage)}
        THEN coalesce(search_stem(word, ${language}::text), '') END AS translated
    FROM search_parts(${typed})`;
}

/** Holds for the words that a reader of a language may mean: its own, and those of texts that are not translated. */
function isReadIn(language: Language) {
  return sql`search_words.language IN (${sql.lit(defaultLanguage)}, ${language}::text)`;
}

/** Whether any product is found by a `tsquery`. */
export async function findsAnything(db: Statements<Tables>, tsquery: string): Promise<boolean> {
  // Materialised, because for a mere EXISTS the planner hopes to meet a match soon and scans the whole table.
  const { found } = await db
    .with(
      (cte) => cte('found').materialized(),
      (query) => query.selectFrom('products as p').where(isFoundBy(tsquery)),
    )
    .selectNoFrom((eb) => eb.exists(eb.selectFrom('found')).as('found'))
    .executeTakeFirstOrThrow();
  return Boolean(found);
}

/** Reads what words may stand for that no product uses, or that are still being typed. */
export async function readUnknownWords(
  db: Statements<Tables>,
  { words, language }: { readonly words: readonly string[]; readonly language: Language },
): Promise<UnknownWord[]> {
  const { rows } = await sql<UnknownWord>`
    SELECT typed.word, completed.words AS completions, similar_words.words AS candidates, apart.words AS pairs
    FROM unnest(${words}::text[]) AS typed(word)
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(known ORDER BY known.products DESC, known.word), '[]') AS words
      FROM (
        (
          SELECT word, lexeme, products FROM search_words
          WHERE search_words.word >= typed.word AND search_words.word < typed.word || chr(1114111)
            AND ${isReadIn(language)}
          ORDER BY products DESC, word LIMIT ${completionsPerWord}
        ) UNION ALL (
          SELECT DISTINCT search_key(sku), search_key(sku), 0 FROM product_variants v
          WHERE typed.word ~ '[0-9]'
            AND (search_key(sku) COLLATE "C") >= typed.word
            AND (search_key(sku) COLLATE "C") < typed.word || chr(1114111)
            AND ${isOfShown}
          LIMIT ${completionsPerWord}
        )
      ) AS known
    ) AS completed
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(known), '[]') AS words
      FROM (
        SELECT word, lexeme, products FROM search_words
        WHERE products > 0 AND completed.words = '[]' AND ${isReadIn(language)}
        ORDER BY search_words.word <-> typed.word LIMIT ${candidatesPerWord}
      ) AS known
    ) AS similar_words
    CROSS JOIN LATERAL (
      SELECT coalesce(
        jsonb_agg(jsonb_build_array(known, rest) ORDER BY least(known.products, rest.products) DESC), '[]'
      ) AS words
      FROM generate_series(${shortestOfPair}::integer, char_length(typed.word) - ${shortestOfPair}::integer) AS cut
      -- One look into an index for each half: to join them, the planner would read all words.
      CROSS JOIN LATERAL (
        SELECT word, lexeme, products FROM search_words WHERE word = left(typed.word, cut) AND products > 0 AND ${isReadIn(language)} LIMIT 1
      ) AS known
      CROSS JOIN LATERAL (
        SELECT word, lexeme, products FROM search_words WHERE word = substr(typed.word, cut + 1) AND products > 0 AND ${isReadIn(language)} LIMIT 1
      ) AS rest
      WHERE completed.words = '[]'
    ) AS apart`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readTypedText(tx, { typed: 'blue t-shirt 20 cm', language: 'de' }),
  (tx) => findsAnything(tx, "'mug'"),
  (tx) => readUnknownWords(tx, { words: ['mgu'], language: 'de' }),
];
