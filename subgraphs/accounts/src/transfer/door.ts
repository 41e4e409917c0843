export { forgetImported } from './repository/erased.ts';
export type { CustomerImport, ImportLine } from './repository/imports.ts';
