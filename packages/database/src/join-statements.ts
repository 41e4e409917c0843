import { CompiledQuery } from 'kysely';
import type { Carried } from './company.ts';

/** Several changes, and a last statement, as one: its result is that of the last. */
export function joinChanges(changes: readonly CompiledQuery[], last: CompiledQuery): CompiledQuery {
  if (changes.length === 0) return last;
  const joined = new Joined();
  const parts = changes.flatMap((change, index) => {
    const { parts: own, main } = takeApart(joined.add(change));
    return [...own, `changed_${index} AS (${main})`];
  });
  const { parts: own, main } = takeApart(joined.add(last));
  return joined.compiled(`WITH ${[...parts, ...own].join(', ')} ${main}`);
}

/** The parts of a statement's WITH, which is only allowed where the whole statement begins, and the rest of it. */
function takeApart(text: string): { readonly parts: readonly string[]; readonly main: string } {
  const begin = /^\s*with\s/i.exec(text)?.[0].length;
  if (begin === undefined) return { parts: [], main: text };
  const end = endOfParts(text, begin);
  return { parts: [text.slice(begin, end)], main: text.slice(end) };
}

const quotedOrBracket = /'[^']*'|"[^"]*"|[()]/g;

/** Where the last part ends: the bracket that closes it is followed by no comma. */
function endOfParts(text: string, begin: number): number {
  let depth = 0;
  quotedOrBracket.lastIndex = begin;
  for (let found = quotedOrBracket.exec(text); found; found = quotedOrBracket.exec(text)) {
    if (found[0] === '(') depth += 1;
    if (found[0] === ')') depth -= 1;
    if (found[0] === ')' && depth === 0 && !/^\s*(,|as\s)/i.test(text.slice(quotedOrBracket.lastIndex)))
      return quotedOrBracket.lastIndex;
  }
  throw new TypeError(`The parts of a statement do not end: ${text}`);
}

const changeColumn = 'rows of the change';
const rowColumn = 'is a row of the query';

/**
 * A change and a query as one statement, which is done in this order: a nested loop over the one row that the change comes to. That
 * holds its rows as JSON; `splitRows` takes both apart again.
 */
export function joinQuery(change: CompiledQuery, { query, ifRows }: Carried): CompiledQuery {
  const joined = new Joined();
  const condition = ifRows === undefined ? '' : ` WHERE (SELECT count(*) FROM change) = ${ifRows}`;
  return joined.compiled(`WITH change AS (${joined.add(change)})
SELECT changed.*, asked.*
FROM (SELECT coalesce(json_agg(change), '[]') AS "${changeColumn}" FROM change) AS changed
LEFT JOIN (SELECT true AS "${rowColumn}", query.* FROM (${joined.add(query)}) AS query${condition}) AS asked ON true`);
}

type Row = Record<string, unknown>;

/** The rows of the change and those of the query. */
export function splitRows(rows: readonly Row[]): { readonly changed: Row[]; readonly asked: Row[] } {
  const changed = (rows[0]?.[changeColumn] ?? []) as Row[];
  const found = rows.filter((row) => row[rowColumn] === true);
  return { changed, asked: found.map(withoutOurs) };
}

function withoutOurs(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => name !== changeColumn && name !== rowColumn),
  );
}

/** Statements whose parameters are numbered through. */
class Joined {
  readonly #parameters: unknown[] = [];

  add({ sql, parameters }: CompiledQuery): string {
    const offset = this.#parameters.length;
    this.#parameters.push(...parameters);
    return sql.replaceAll(/\$(\d+)/g, (_all, number: string) => `$${offset + Number(number)}`);
  }

  compiled(text: string): CompiledQuery {
    return CompiledQuery.raw(text, this.#parameters);
  }
}
