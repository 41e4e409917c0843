import type { FaultRecord } from '../run-faults.ts';

/** The row of one kind of fault. */
function row(kind: string, records: readonly FaultRecord[]): string[] {
  return [
    kind,
    String(records.length),
    ...percentiles(records.map(({ repairedMs }) => repairedMs)),
    ...percentiles(records.flatMap(({ recoveredMs }) => recoveredMs ?? [])),
    String(records.reduce((sum, { problems }) => sum + problems.length, 0)),
  ];
}

/** The median, the 99th percentile and the maximum, in seconds. */
export function percentiles(values: readonly number[]): string[] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string => {
    const value = sorted[Math.ceil(share * sorted.length) - 1];
    return value === undefined ? '–' : (value / 1000).toFixed(2);
  };
  return [at(0.5), at(0.99), at(1)];
}

const head = ['fault', 'count', 'repaired p50', 'p99', 'max', 'order p50', 'p99', 'max', 'violations'];

/** One row per kind of fault; times in seconds until it was repaired, and then until a new order had ended. */
export function faultTable(records: readonly FaultRecord[]): string {
  const kinds = [...new Set(records.map(({ kind }) => kind))].sort();
  const rows = [
    head,
    ...kinds.map((kind) =>
      row(
        kind,
        records.filter((record) => record.kind === kind),
      ),
    ),
    row('all', records),
  ];
  const widths = head.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return rows.map(line).join('\n');
}
