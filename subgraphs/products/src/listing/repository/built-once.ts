import type { CompiledQuery } from 'kysely';
import type { PagePlace, ProductListSpec } from './listed-products.ts';

type Build<Row> = (spec: ProductListSpec, place: PagePlace) => CompiledQuery<Row>;

/** The statements of lists without filters, by all that their text depends on. */
const built = new Map<string, CompiledQuery>();

/**
 * The statement of a page. That of a list without filters, of all products or of what a text finds, which buyers ask for most, is
 * built the first time alone, with words that stand for what changes: to build it takes longer than to send it.
 */
export function builtOnce<Row>(
  way: 'found' | 'walk',
  { spec, place }: { readonly spec: ProductListSpec; readonly place: PagePlace },
  build: Build<Row>,
): CompiledQuery<Row> {
  if (!isUnfiltered(spec)) return build(spec, place);
  const form = `${way} ${formOf(spec, place)}`;
  const known =
    (built.get(form) as CompiledQuery<Row> | undefined) ??
    build(placeholderSpec(spec), placeholderPlace(place));
  built.set(form, known);
  const values = valuesOf(spec, place);
  const parameters = known.parameters.map((one) => (values.has(one) ? values.get(one) : one));
  return { ...known, parameters };
}

/** All that the text of an unfiltered list's statement depends on. */
function formOf(
  { order, filter: { tsquery, named } }: ProductListSpec,
  { after, direction }: PagePlace,
): string {
  return [order, direction, tsquery !== undefined, named !== undefined, after?.length].join(' ');
}

function isUnfiltered({ filter }: ProductListSpec): boolean {
  const asked = {
    ...filter,
    ...filter.offer,
    tsquery: undefined,
    named: undefined,
    offer: undefined,
    currency: undefined,
  };
  return Object.values(asked).every((value) => value === undefined);
}

/** What stands for a value: no client can send it, since texts with this character are refused. */
const standIn = (name: string): string => `\0${name}`;

function placeholderSpec({ order, filter: { tsquery, named } }: ProductListSpec): ProductListSpec {
  const currency = standIn('currency') as ProductListSpec['filter']['offer']['currency'];
  const words = { text: standIn('text'), tsquery: standIn('named'), phrase: standIn('phrase') };
  return {
    order,
    filter: {
      ...(tsquery !== undefined && { tsquery: standIn('tsquery') }),
      ...(named && { named: words }),
      offer: { currency },
    },
  };
}

function placeholderPlace({ after, direction }: PagePlace): PagePlace {
  const limit = standIn('limit') as unknown as number;
  return { limit, direction, after: after?.map((_value, place) => standIn(`key ${place}`)) ?? null };
}

function valuesOf({ filter }: ProductListSpec, { after, limit }: PagePlace): ReadonlyMap<unknown, unknown> {
  const { tsquery, named, offer } = filter;
  return new Map<unknown, unknown>([
    [standIn('currency'), offer.currency],
    [standIn('tsquery'), tsquery],
    [standIn('text'), named?.text],
    [standIn('named'), named?.tsquery],
    [standIn('phrase'), named?.phrase],
    [standIn('limit'), limit],
    ...(after ?? []).map((value, place) => [standIn(`key ${place}`), String(value)] as const),
  ]);
}
