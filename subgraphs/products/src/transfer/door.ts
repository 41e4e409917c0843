export type { ImportLine, ProductImport } from './repository/imports.ts';
