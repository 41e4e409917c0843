import type { TableName } from './schema.ts';

/** What the names of all tables of a shop begin with. */
export function prefixOf(alias: string): string {
  return `${alias}-`;
}

/** Names the tables of an index. */
export function tablesOf(alias: string, index: string): (table: TableName) => string {
  return (table) => `${prefixOf(alias)}${index}_${table}`;
}

/** Names what is read of the index that is served. */
export function servedTables(alias: string): (table: 'products' | 'offers' | 'choices' | 'traits') => string {
  return (table) => `${alias}_${table}`;
}
