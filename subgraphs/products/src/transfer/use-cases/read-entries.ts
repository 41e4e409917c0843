import type { StoreCurrency } from '@cartwright/money';
import { FileFault, readCsv, readJsonLines, type CsvRow, type FileFormat } from '@cartwright/transfer';
import { cellsOf, readColumns, type Cells } from '../rules/csv-columns.ts';
import type { FileContent } from '../rules/file-content.ts';
import { productOfRows } from '../rules/product-of-rows.ts';
import { recordOfJson } from '../rules/record-of-json.ts';
import { fault, type FileEntry } from '../rules/records.ts';
import { priceOfRow, stockOfRow } from '../rules/variant-of-row.ts';

/** How the bytes of a file are to be understood. */
export interface ReadableFile {
  readonly content: FileContent;
  readonly format: FileFormat;
  readonly currency: StoreCurrency;
}

/** What a file tells, one after the other, and which of its columns say nothing here. */
export interface FileEntries {
  readonly ignoredColumns: readonly string[];
  readonly entries: AsyncIterable<FileEntry>;
}

/** A product with more rows is none: it has at most 100 variants, and some pictures. */
const maxRows = 500;

/** Reads a file piece by piece. @throws FileFault, here or while entries are read, where nothing behind can be understood */
export async function readEntries(
  bytes: AsyncIterable<Uint8Array>,
  { content, format, currency }: ReadableFile,
): Promise<FileEntries> {
  if (format === 'JSONL') return { ignoredColumns: [], entries: entriesOfJson(bytes, content) };
  const { columns, rows } = await readCsv(bytes);
  const { byName, missing, ignored } = readColumns(content, columns);
  if (missing.length > 0) throw new FileFault(`This file has no column for ${missing.join(', ')}.`);
  const cells = (row: CsvRow) => cellsOf(byName, row.cells);
  const entries =
    content === 'PRODUCTS' ? productsOf(rows, cells, currency) : levelsOf(rows, cells, { content, currency });
  return { ignoredColumns: ignored, entries };
}

async function* entriesOfJson(
  bytes: AsyncIterable<Uint8Array>,
  content: FileContent,
): AsyncGenerator<FileEntry> {
  for await (const one of readJsonLines(bytes)) {
    const told =
      one.kind === 'value' ? recordOfJson(content, one.value) : fault('', 'This line is not JSON.');
    yield { line: one.line, lastLine: one.line, told };
  }
}

async function* levelsOf(
  rows: AsyncIterable<CsvRow>,
  cells: (row: CsvRow) => Cells,
  { content, currency }: { readonly content: 'PRICES' | 'STOCK'; readonly currency: StoreCurrency },
): AsyncGenerator<FileEntry> {
  for await (const row of rows) {
    const told = content === 'PRICES' ? priceOfRow(cells(row), currency) : stockOfRow(cells(row));
    yield { line: row.line, lastLine: row.lastLine, told };
  }
}

/** Rows behind one another that have one handle are one product. */
async function* productsOf(
  rows: AsyncIterable<CsvRow>,
  cells: (row: CsvRow) => Cells,
  currency: StoreCurrency,
): AsyncGenerator<FileEntry> {
  let together: { readonly line: number; lastLine: number; readonly rows: Cells[] } | undefined;
  const entryOf = ({ line, lastLine, rows: own }: NonNullable<typeof together>): FileEntry => {
    return { line, lastLine, told: productOfRows(own, currency) };
  };
  for await (const row of rows) {
    const own = cells(row);
    if (together !== undefined && together.rows[0]?.slug === own.slug) {
      if (together.rows.length === maxRows)
        throw new FileFault(`The product of line ${together.line} has more than ${maxRows} rows.`);
      together.rows.push(own);
      together.lastLine = row.lastLine;
      continue;
    }
    if (together !== undefined) yield entryOf(together);
    together = { line: row.line, lastLine: row.lastLine, rows: [own] };
  }
  if (together !== undefined) yield entryOf(together);
}
