import { csvLines } from './csv-lines.ts';
import type { FileFormat } from './file-format.ts';

type Row = readonly (string | number | null)[];

/** How records become a file. */
export interface RecordWriter<Record> {
  readonly columns: readonly string[];
  readonly rowsOf: (record: Record) => readonly Row[];
  readonly objectsOf: (record: Record) => readonly object[];
}

/** Records as a file, written as they are read: no more than a page of them is held. */
export async function* writeRecords<Record>(
  format: FileFormat,
  pages: AsyncIterable<readonly Record[]>,
  { columns, rowsOf, objectsOf }: RecordWriter<Record>,
): AsyncGenerator<string> {
  if (format === 'CSV') yield csvLines([columns]);
  for await (const records of pages)
    yield format === 'CSV'
      ? csvLines(records.flatMap(rowsOf))
      : records
          .flatMap(objectsOf)
          .map((one) => `${JSON.stringify(one)}\n`)
          .join('');
}

/** Pages of a list one after the other, each read behind the last record of the one before, until one is empty. */
export async function* pagesBehind<Record>(
  read: (last: Record | undefined) => Promise<readonly Record[]>,
): AsyncGenerator<readonly Record[]> {
  for (let last: Record | undefined; ;) {
    const records = await read(last);
    last = records.at(-1);
    if (last === undefined) return;
    yield records;
  }
}
