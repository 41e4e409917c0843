export type { Searched } from './context.ts';
export { readOffered, type SearchTerm } from './repository/search-terms.ts';
