/** How many objects a list is assumed to hold when neither an argument nor `knownListSizes` says. */
export const assumedListSize = 5;

/** Lists that are known to hold more, by `Type.field`: what the sample shop has in them, rounded up. */
export const knownListSizes: Readonly<Record<string, number>> = {
  'ProductSearchResult.facets': 15,
  'Facet.values': 25,
  'ProductOption.optionValues': 8,
};
