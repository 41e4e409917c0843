export { listCell, readListCell } from './list-cell.ts';
export { csvLines } from './csv-lines.ts';
export { FileFault } from './file-fault.ts';
export { neutralised, restored } from './formula.ts';
export { readCsv, type CsvRow } from './read-csv.ts';
export { readJsonLines, type JsonLine } from './read-json-lines.ts';
export { serveExports, type ExportFile } from './serve-export.ts';
