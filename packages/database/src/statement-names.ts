import { createHash } from 'node:crypto';

/** Prepared statements per connection; any more (generated lists of many lengths) are sent unprepared. */
const maxPreparedStatements = 1_000;

/** Maps each statement to the name it is prepared under, the same in every connection; to '' once there are too many. */
export function createStatementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= maxPreparedStatements) return '';
    const name = `s${createHash('sha256').update(sql).digest('base64url').slice(0, 40)}`;
    names.set(sql, name);
    return name;
  };
}
