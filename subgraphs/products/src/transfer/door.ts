export type { ImportLine } from './repository/import-lines.ts';
export type { ProductImport } from './repository/imports.ts';
