export type { Searched } from './context.ts';
export { addCounts, readOffered, type SearchTerm } from './repository/search-terms.ts';
export type { TermCount } from './search-counter.ts';
