export { changedPage, newPage, pageFields, readPageChange } from './rules/page-input.ts';
export type { CheckedPage, PageChangeInput, PageInput } from './rules/page-input.ts';
