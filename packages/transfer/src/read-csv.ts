import { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText } from './decode-text.ts';
import { FileFault } from './file-fault.ts';
import { restored } from './formula.ts';

/** A row of a table below its header: cells by the names of their columns, as they are written there. */
export interface CsvRow {
  /** Where it begins and ends in the file, from 1; cells may hold line breaks. */
  readonly line: number;
  readonly lastLine: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** What is read of a file. */
export interface CsvTable {
  /** The names of the columns, in their order. */
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<CsvRow>;
}

/** Cells, and the lines that they stand in. */
interface PlacedRecord extends Pick<CsvRow, 'line' | 'lastLine'> {
  readonly record: readonly string[];
}

const maxRecordLength = 1_000_000;
const maxColumns = 500;
/** What stands between cells: of these, the one that the header has most of. */
const delimiters = [',', ';', '\t'] as const;

/**
 * Reads a table piece by piece (RFC 4180): UTF-8 with or without a byte order mark, lines that end in any way, commas, semicolons or
 * tabs between cells. Formulas that were neutralised are as they were before. @throws FileFault, here or while rows are read
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>): Promise<CsvTable> {
  const records = parsedRecords(bytes);
  const header = await records.next();
  if (header.done === true) throw new FileFault('This file is empty.');
  const columns = header.value.record.map((name) => restored(name).trim());
  const problem = headerFault(columns);
  if (problem !== undefined) throw new FileFault(problem);
  return { columns, rows: rowsOf(records, columns) };
}

function headerFault(columns: readonly string[]): string | undefined {
  if (columns.length > maxColumns) return `This file has more than ${maxColumns} columns.`;
  const named = columns.filter((name) => name !== '');
  const twice = named.find((name, index) => named.indexOf(name) !== index);
  return twice === undefined ? undefined : `The column "${twice}" is there twice.`;
}

async function* rowsOf(
  records: AsyncGenerator<PlacedRecord>,
  columns: readonly string[],
): AsyncGenerator<CsvRow> {
  for await (const { record, line, lastLine } of records) {
    if (record.every((cell) => cell === '')) continue;
    if (record.length > columns.length)
      throw new FileFault(`Line ${line} has more cells than there are columns. Are quotes missing?`);
    yield {
      line,
      lastLine,
      cells: new Map(record.map((cell, index) => [columns[index] ?? '', restored(cell)])),
    };
  }
}

async function* parsedRecords(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedRecord> {
  const { text, delimiter } = await withDelimiter(decodeText(bytes));
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRecordLength,
  });
  // Whatever ends the reading closes the source; what fails is thrown where records are taken.
  const piped = pipeline(Readable.from(text), parser, () => undefined);
  try {
    yield* placed(piped);
  } catch (error) {
    throw error instanceof CsvError ? new FileFault(explained(error)) : error;
  }
}

/** Lines are counted here: the parser takes CR LF within quotes for two of them. */
async function* placed(records: AsyncIterable<readonly string[]>): AsyncGenerator<PlacedRecord> {
  let lastLine = 0;
  for await (const record of records) {
    const line = lastLine + 1;
    lastLine = line + record.reduce((sum, cell) => sum + (cell.match(/\r\n|[\r\n]/g)?.length ?? 0), 0);
    yield { record, line, lastLine };
  }
}

function explained(error: CsvError): string {
  const line = 'lines' in error && typeof error['lines'] === 'number' ? ` at line ${error['lines']}` : '';
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `A quoted cell does not end${line}.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `A row is longer than ${maxRecordLength} characters${line}. Does a quote not end?`;
    default:
      return `This is not CSV${line}: quotes inside of a cell are written twice, and the cell in quotes.`;
  }
}

/** The text again, with what stands between its cells: its first line tells. */
async function withDelimiter(pieces: AsyncGenerator<string>) {
  let head = '';
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    head += next.value;
    if (/[\r\n]/.test(head) || head.length > maxRecordLength) break;
  }
  const [first = ''] = head.split(/[\r\n]/, 1);
  const counts = delimiters.map((delimiter) => ({ delimiter, count: first.split(delimiter).length }));
  const { delimiter } = counts.reduce((best, one) => (one.count > best.count ? one : best));
  return { delimiter, text: chained(head, pieces) };
}

async function* chained(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (head !== '') yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
