import type { CompiledQuery } from 'kysely';
import type { PagePlace, ProductListSpec } from './listed-products.ts';

type Build<Row> = (spec: ProductListSpec, place: PagePlace) => CompiledQuery<Row>;

/** The statements of texts without filters, by all that their text depends on. */
const built = new Map<string, CompiledQuery>();

/**
 * The statement of a page. That of a text without filters, which buyers send most, is built the first time alone, with words that
 * stand for what changes: to build it takes longer than to send it.
 */
export function builtOnce<Row>(
  spec: ProductListSpec,
  place: PagePlace,
  build: Build<Row>,
): CompiledQuery<Row> {
  if (!isTextAlone(spec)) return build(spec, place);
  const form = [spec.order, spec.filter.named !== undefined, place.after?.length].join(' ');
  const known =
    (built.get(form) as CompiledQuery<Row> | undefined) ??
    build(placeholderSpec(spec), placeholderPlace(place));
  built.set(form, known);
  const values = valuesOf(spec, place);
  const parameters = known.parameters.map((one) => (values.has(one) ? values.get(one) : one));
  return { ...known, parameters };
}

function isTextAlone({ filter }: ProductListSpec): boolean {
  const asked = {
    ...filter,
    ...filter.offer,
    tsquery: undefined,
    named: undefined,
    offer: undefined,
    currency: undefined,
  };
  return filter.tsquery !== undefined && Object.values(asked).every((value) => value === undefined);
}

/** What stands for a value: no client can send it, since texts with this character are refused. */
const standIn = (name: string): string => `\0${name}`;

function placeholderSpec({ order, filter: { named } }: ProductListSpec): ProductListSpec {
  const currency = standIn('currency') as ProductListSpec['filter']['offer']['currency'];
  const words = { text: standIn('text'), tsquery: standIn('named'), phrase: standIn('phrase') };
  return {
    order,
    filter: { tsquery: standIn('tsquery'), ...(named && { named: words }), offer: { currency } },
  };
}

function placeholderPlace({ after }: PagePlace): PagePlace {
  const limit = standIn('limit') as unknown as number;
  return { limit, after: after?.map((_value, place) => standIn(`key ${place}`)) ?? null };
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
