import { act, idOf, mark, staff, visitor, type Uses } from './acting.ts';

interface Settings {
  readonly synonyms: { readonly groups: readonly object[]; readonly version: number };
  readonly stopWords: { readonly words: readonly string[]; readonly version: number };
  readonly boosts: { readonly boosts: readonly object[]; readonly version: number };
  readonly facetRanges: { readonly facets: readonly object[]; readonly version: number };
}

const readSettings = async (): Promise<Settings> =>
  (
    await staff.ask<{ searchSettings: Settings }>(
      `{ searchSettings { synonyms { groups { phrases isOneWay } version } stopWords { words version }
        boosts { boosts { kind value weight } version }
        facetRanges { facets { code currency ranges { label translations { language label } min max } } version } } }`,
    )
  ).searchSettings;

/** Pins a product for a query that nobody sends. */
const newPins = async (): Promise<string> => {
  const { products } = await visitor.ask<{ products: { nodes: { id: string }[] } }>(
    '{ products(first: 1) { nodes { id } } }',
  );
  const input = { query: `nobody asks for ${mark}`, productIds: products.nodes.map(({ id }) => id) };
  return idOf(await act('searchPinsSet', input, '... on SearchPinsSetSuccess { pins { id } }'), 'pins');
};

/** How staff use what searches go by; each adds something, and takes it away. */
export const searchSettingUses: Uses = {
  searchSynonymsUpdate: async () => {
    const { groups, version } = (await readSettings()).synonyms;
    const added = { phrases: [`one${mark}`, `another${mark}`] };
    await act('searchSynonymsUpdate', { version, groups: [...groups, added] });
    await act('searchSynonymsUpdate', { version: version + 1, groups });
    return 'SYNONYMS';
  },
  searchStopWordsUpdate: async () => {
    const { words, version } = (await readSettings()).stopWords;
    await act('searchStopWordsUpdate', { version, words: [...words, `word${mark}`] });
    await act('searchStopWordsUpdate', { version: version + 1, words });
    return 'STOP_WORDS';
  },
  searchBoostsUpdate: async () => {
    const { boosts, version } = (await readSettings()).boosts;
    const added = { kind: 'TAG', value: `tag-${mark}`, weight: 2 };
    await act('searchBoostsUpdate', { version, boosts: [...boosts, added] });
    await act('searchBoostsUpdate', { version: version + 1, boosts });
    return 'BOOSTS';
  },
  searchFacetRangesUpdate: async () => {
    const { facets, version } = (await readSettings()).facetRanges;
    const others = facets.filter((facet) => !('currency' in facet) || facet.currency !== 'EUR');
    const added = { code: 'price', currency: 'EUR', ranges: [{ label: `Up to 1 ${mark}`, max: '1.00' }] };
    await act('searchFacetRangesUpdate', { version, facets: [...others, added] });
    await act('searchFacetRangesUpdate', { version: version + 1, facets });
    return 'FACET_RANGES';
  },
  searchTermUpdate: async () => {
    const { searchTerms } = await staff.ask<{ searchTerms: { nodes: { id: string }[] } }>(
      '{ searchTerms(first: 1) { nodes { id } } }',
    );
    const id = searchTerms.nodes[0]?.id ?? '';
    await act('searchTermUpdate', { id, isHidden: true });
    await act('searchTermUpdate', { id, isHidden: false });
    return id;
  },
  searchPinsSet: async () => {
    const id = await newPins();
    await act('searchPinsDelete', { id, version: 1 });
    return id;
  },
  searchPinsDelete: async () => {
    const id = await newPins();
    await act('searchPinsDelete', { id, version: 1 });
    return id;
  },
};
