import { z } from 'zod';
import type { IndexHit, ProductIndex } from '../product-index.ts';
import { selected, type Rows } from './answers.ts';
import type { GroongaCommand, SendToGroonga } from './client.ts';
import { facetSelects, readFacetCounts } from './facet-selects.ts';
import { servedTables } from './names.ts';
import { countSelect, pageSelect, pricePageSelect, pricesSelect } from './selects.ts';

/** What marks the keys of pages that Groonga has given. */
export const groongaMark = 'groonga';

/** What Groonga answers from the index that an alias names. */
export function groongaIndex(send: SendToGroonga, alias: string): ProductIndex {
  const tableOf = servedTables(alias);
  const [products, offers] = [tableOf('products'), tableOf('offers')];
  const ask = async (command: GroongaCommand) => selected.parse(await send(command));
  return {
    page: async (prepared, place) => {
      const { order } = prepared.query;
      if (order === 'PRICE_ASC' || order === 'PRICE_DESC') {
        const { all, page } = (await ask(pricePageSelect(offers, prepared, place))).drilldowns;
        return { hits: hitsOf(page), total: all?.n_hits ?? 0 };
      }
      const { n_hits: total, slices } = await ask(pageSelect(products, prepared, place));
      return { hits: hitsOf(slices['page']), total };
    },
    count: async (prepared) => (await ask(countSelect(products, prepared))).n_hits,
    facetCounts: async (prepared, attributes) => {
      const answers = facetSelects(tableOf, prepared, attributes).map(ask);
      return readFacetCounts(prepared, attributes, await Promise.all(answers));
    },
    priceRange: async (prepared) => {
      const { n_hits: met, drilldowns } = await ask(pricesSelect(offers, prepared));
      if (met === 0) return null;
      const [minMinor, maxMinor] = ends.parse(drilldowns['ends']?.records[0]);
      return { minMinor, maxMinor };
    },
  };
}

const ends = z.tuple([z.int(), z.int()]);
const hit = z.tuple([z.guid()], z.union([z.string(), z.number()]));

function hitsOf(rows: Rows | undefined): IndexHit[] {
  return (rows?.records ?? []).map((record) => {
    const [id, ...sort] = hit.parse(record);
    return { id, sort: [...sort, id] };
  });
}
