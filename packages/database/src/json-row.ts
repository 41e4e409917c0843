import { sql, type Expression, type RawBuilder } from 'kysely';

/**
 * A row with these members, for `json_agg` to write: of a `json_build_object` PostgreSQL looks up for each row what each name is, too.
 */
export function jsonRow<Row>(
  members: Readonly<Record<keyof Row & string, Expression<unknown>>>,
): RawBuilder<Row> {
  const columns = Object.entries<Expression<unknown>>(members).map(
    ([name, value]) => sql`${value} AS ${sql.raw(`"${name}"`)}`, // as it is: names of columns change their case
  );
  return sql<Row>`(SELECT "the row" FROM (SELECT ${sql.join(columns)}) AS "the row")`;
}
