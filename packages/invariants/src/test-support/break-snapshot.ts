import type { Snapshot } from '../snapshot.ts';

type Table = {
  [Name in keyof Snapshot]: Snapshot[Name] extends readonly object[] ? Name : never;
}[keyof Snapshot];
type Row<Name extends Table> = Snapshot[Name][number];

/** Changes the row of a table that has the given columns; `to` is undefined to delete it. */
export function change<Name extends Table>(
  name: Name,
  row: Partial<Row<Name>>,
  to: Partial<Row<Name>> | undefined,
): (healthy: Snapshot) => Snapshot {
  return (healthy) => {
    const rows = healthy[name] as readonly Row<Name>[];
    const fits = (one: Row<Name>) =>
      Object.entries(row).every(([column, value]) => one[column as keyof Row<Name>] === value);
    if (!rows.some(fits)) throw new Error(`There is no such row in ${name}: ${JSON.stringify(row)}`);
    const changed = rows.flatMap((one) =>
      fits(one) ? (to === undefined ? [] : [{ ...one, ...to }]) : [one],
    );
    return { ...healthy, [name]: changed };
  };
}

/** Adds a row to a table. */
export function add<Name extends Table>(name: Name, row: Row<Name>): (healthy: Snapshot) => Snapshot {
  return (healthy) => ({ ...healthy, [name]: [...healthy[name], row] });
}

/** One change after the other. */
export function both(
  ...changes: readonly ((healthy: Snapshot) => Snapshot)[]
): (healthy: Snapshot) => Snapshot {
  return (healthy) => changes.reduce((snapshot, make) => make(snapshot), healthy);
}
