import { recordStatements, type Statements, type StatementSample } from '@cartwright/database';
import { CompiledQuery, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import type { PlanNode } from './rules/plan-problems.ts';

/** What a catalogue is searched for when its plans are looked at: things that it has many of, and few. */
export interface TypicalValues {
  /** Of the category with the most products. */
  readonly categoryId: string;
  readonly brand: string;
  /** In minor units: a price in the middle. */
  readonly priceMinor: number;
  readonly commonWord: string;
  readonly rareWord: string;
}

/** Finds out what a catalogue is typically searched for; undefined for an empty one. */
export async function readTypicalValues(db: Statements<Tables>): Promise<TypicalValues | undefined> {
  const { rows } = await sql<TypicalValues>`
    SELECT most.category_id, most.brand, words.*,
      (SELECT (min(min_minor) + avg(min_minor)::bigint) / 2 FROM product_price_ranges WHERE currency = 'EUR') AS price_minor
    FROM (
      SELECT category_id, min(brand) AS brand FROM products GROUP BY category_id ORDER BY count(*) DESC LIMIT 1
    ) AS most CROSS JOIN (
      SELECT (array_agg(lexeme ORDER BY products DESC, word))[1] AS common_word,
        (array_agg(lexeme ORDER BY products, word))[1] AS rare_word
      FROM search_words WHERE products > 0 AND word ~ '^[a-z]+$'
    ) AS words`.execute(db);
  return rows[0];
}

/** About how many rows each table has, as the planner knows it. */
export async function readTableRows(db: Statements<Tables>): Promise<Map<string, number>> {
  const { rows } = await sql<{ readonly name: string; readonly rows: number }>`
    SELECT relname AS name, reltuples::float8 AS rows FROM pg_class WHERE relkind = 'r'`.execute(db);
  return new Map(rows.map((table) => [table.name, table.rows]));
}

/** A plan as it was carried out. */
export interface CarriedOutPlan {
  readonly root: PlanNode;
  readonly executionMs: number;
  /** Blocks of 8 KiB that were read, from memory or not. */
  readonly blocks: number;
}

/** Carries out what a query sends and gives the plan of each statement. */
export async function explain(
  db: Statements<Tables>,
  query: StatementSample<Tables>,
): Promise<CarriedOutPlan[]> {
  const plans: CarriedOutPlan[] = [];
  for (const { sql: text, parameters } of await recordStatements(query)) {
    const statement = CompiledQuery.raw(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, [...parameters]);
    const { rows } = await db.executeQuery<Record<string, readonly ExplainedStatement[]>>(statement);
    const [explained] = Object.values(rows[0] ?? {})[0] ?? [];
    if (explained !== undefined) plans.push(carriedOut(explained));
  }
  return plans;
}

interface ExplainedStatement {
  readonly Plan: PlanNode & { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
  readonly 'Execution Time': number;
}

function carriedOut({ Plan: root, 'Execution Time': executionMs }: ExplainedStatement): CarriedOutPlan {
  return { root, executionMs, blocks: root['Shared Hit Blocks'] + root['Shared Read Blocks'] };
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(tx) => readTypicalValues(tx), (tx) => readTableRows(tx)];
