export { forgetImported, importedLinesOf, purgeErasedAddresses } from './repository/erased.ts';
export type { CustomerImport, ImportLine } from './repository/imports.ts';
