export { listCell, readListCell } from './list-cell.ts';
export { csvLines } from './csv-lines.ts';
export { newExportAddress } from './export-address.ts';
export { FileFault } from './file-fault.ts';
export { mediaTypeOf, type FileFormat } from './file-format.ts';
export { neutralised, restored } from './formula.ts';
export { readCsv, type CsvRow } from './read-csv.ts';
export { readJsonLines, type JsonLine } from './read-json-lines.ts';
export { serveExports, type ExportFile } from './serve-export.ts';
export { serveImports, type Expectation, type Reception } from './serve-imports.ts';
export { pagesBehind, writeRecords } from './write-records.ts';
export { ExportBook, serveExportBook } from './export-book.ts';
export { cancelImport, type ImportEnding } from './imports/cancel-import.ts';
export {
  assertHeld,
  ImportLost,
  settleLines,
  type HeldImport,
  type ImportBooks,
} from './imports/held-import.ts';
export { holdsCardAnywhere } from './imports/holds-card-anywhere.ts';
export { ImportBook } from './imports/import-book.ts';
export { importLoop } from './imports/import-loop.ts';
export type { LinesOfImport } from './imports/import-row.ts';
export { isOver, type ImportStatus, type LineOutcome } from './imports/import-status.ts';
export { KeptLease } from './imports/kept-lease.ts';
export { LineBook } from './imports/line-book.ts';
export { importReads } from './imports/read-imports.ts';
export { Refusal } from './imports/refusal.ts';
export { storableText } from './imports/storable-text.ts';
export { workAlone } from './imports/work-alone.ts';
export { workImports, type EntryQueue, type FileEntries, type ImportParts } from './imports/work-imports.ts';
