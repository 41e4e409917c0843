import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely';

/**
 * Columns are in camel case in code and in snake case in PostgreSQL; keys inside JSON stay as they are. Most rows come with the
 * names that code has (`describedOnce`); of the others, all of a result have the same columns, whose names are worked out once.
 */
export class ColumnNames extends CamelCasePlugin {
  constructor() {
    super({ maintainNestedObjectKeys: true });
  }

  /** What a column of PostgreSQL's is called in code. */
  nameOf(column: string): string {
    return this.camelCase(column);
  }

  override transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const [first] = result.rows;
    if (first === undefined) return Promise.resolve(result);
    const columns = Object.keys(first).map((column) => ({ column, name: this.nameOf(column) }));
    if (columns.every(({ column, name }) => column === name)) return Promise.resolve(result);
    const rename = (row: UnknownRow): UnknownRow => {
      const renamed: UnknownRow = {};
      for (const { column, name } of columns) renamed[name] = row[column];
      return renamed;
    };
    return Promise.resolve({ ...result, rows: result.rows.map(rename) });
  }
}
