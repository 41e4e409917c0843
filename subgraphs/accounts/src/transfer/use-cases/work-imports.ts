import { Readable } from 'node:stream';
import type { Transaction } from '@cartwright/database';
import {
  FileFault,
  readCsv,
  readJsonLines,
  settleLines,
  storableText,
  workAlone,
  workImports as work,
  type EntryQueue,
  type FileEntries,
  type FileFormat,
  type HeldImport,
  type ImportParts,
} from '@cartwright/transfer';
import type { Tables } from '../../generated/tables.ts';
import { books, deletePieces, readPiece, type CustomerImport } from '../repository/imports.ts';
import { fault, type CustomerEntry } from '../rules/customer-entry.ts';
import { customerOfJson } from '../rules/record-of-json.ts';
import { cellsOf, customerOfRow, readColumns } from '../rules/record-of-row.ts';
import { readableCustomer } from '../rules/readable-customer.ts';
import {
  failed,
  importCustomer,
  tried,
  type Dependencies as CustomerDependencies,
  type Result,
} from './import-customer.ts';
import { subjectOf } from './subject-of.ts';

/** What imports are worked with. */
export type Dependencies = ImportParts<Tables> & CustomerDependencies;

/** Takes an import and works its file from where it stands to its end. @returns whether there may be more */
export function workImports(dependencies: Dependencies): Promise<{ hasMore: boolean }> {
  return work(dependencies, {
    book: books.imports,
    open: ({ id }) => openFile(dependencies, id),
    read: readEntries,
    queue: (held) => new CustomerQueue(dependencies, held),
    onEnd: (tx, { id }) => deletePieces(tx, id),
  });
}

async function openFile(
  { database: { statements } }: Pick<Dependencies, 'database'>,
  importId: string,
): Promise<Readable | null> {
  const first = await readPiece(statements, importId, 0);
  return first === undefined ? null : Readable.from(pieces(first));

  async function* pieces(head: Uint8Array): AsyncGenerator<Uint8Array> {
    let piece: Uint8Array | undefined = head;
    for (let position = 1; piece !== undefined; position += 1) {
      yield piece;
      piece = await readPiece(statements, importId, position);
    }
  }
}

/** Reads a file piece by piece. @throws FileFault, here or while entries are read, where nothing behind can be understood */
export async function readEntries(
  bytes: AsyncIterable<Uint8Array>,
  { format }: { readonly format: FileFormat },
): Promise<FileEntries<CustomerEntry>> {
  if (format === 'JSONL') return { ignoredColumns: [], entries: entriesOfJson(bytes) };
  const { columns, rows } = await readCsv(bytes);
  const { byName, ignored } = readColumns(columns);
  if (![...byName.values()].includes('email')) throw new FileFault('This file has no column for Email.');
  return { ignoredColumns: ignored, entries: entriesOfRows() };

  async function* entriesOfRows(): AsyncGenerator<CustomerEntry> {
    for await (const { line, lastLine, cells } of rows)
      yield { line, lastLine, told: customerOfRow(cellsOf(byName, cells)) };
  }
}

async function* entriesOfJson(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CustomerEntry> {
  for await (const one of readJsonLines(bytes)) {
    const told = one.kind === 'value' ? customerOfJson(one.value) : fault('', 'This line is not JSON.');
    yield { line: one.line, lastLine: one.line, told };
  }
}

/** Works customers one after the other: each is done or not, whatever the others are like. */
class CustomerQueue implements EntryQueue<CustomerEntry> {
  readonly #dependencies: Dependencies;
  readonly #held: HeldImport<CustomerImport>;
  linesRead: number;

  constructor(dependencies: Dependencies, held: HeldImport<CustomerImport>) {
    this.#dependencies = dependencies;
    this.#held = held;
    this.linesRead = held.linesRead;
  }

  async add(entry: CustomerEntry): Promise<void> {
    const held = { ...this.#held, linesRead: this.linesRead };
    await workAlone<Tables, CustomerImport, Result>(this.#dependencies, {
      ...{ book: books.imports, held, line: entry.line, failed, tried },
      write: (tx, send) =>
        importCustomer(this.#dependencies, { tx, send }, held.row, readableCustomer(entry.told)),
      settle: async (tx, now, result) => {
        const subject = await subjectOf(this.#dependencies, tx, entry.told, result);
        await settle(tx, { held, now }, { entry, subject, result });
      },
    });
    this.linesRead = entry.lastLine;
  }

  flush(): Promise<void> {
    return Promise.resolve();
  }
}

/** A customer of a file, whom the report names, and what came of them. */
interface Settled {
  readonly entry: CustomerEntry;
  readonly subject: string;
  readonly result: Result;
}

function settle(
  tx: Transaction<Tables>,
  { held, now }: { readonly held: HeldImport<CustomerImport>; readonly now: CustomerImport },
  { entry, subject, result }: Settled,
): Promise<void> {
  const { line, lastLine } = entry;
  const { outcome, customerId } = result;
  const messages = result.messages.slice(0, 50).map((message) => storableText(message, 500));
  const lines = [{ importId: held.row.id, line, outcome, subject, customerId, messages }];
  return settleLines(tx, books, { held, now, lines, lastLine });
}
