export { countFacets } from './repository/facet-counts.ts';
export { readFoundPriceRange } from './repository/found-price-range.ts';
export { readSuggestions } from './repository/product-suggestions.ts';
export { brandsThatBegin, collectionsNamed } from './repository/suggested-names.ts';
export { findsAnything, readTypedText, readUnknownWords } from './repository/search-words.ts';
export { openIndex } from './external/open-index.ts';
export { rebuildIndex } from './external/rebuild-index.ts';
