import {
  getNamedType,
  getNullableType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { valueFor, type Known } from './values.ts';

export type OperationKind = 'query' | 'mutation' | 'subscription';
export type Field = GraphQLField<unknown, unknown>;

/** A field that takes arguments, and an operation that asks for nothing but it. */
export interface AskedField {
  readonly kind: OperationKind;
  /** `Query.product.reviews`. */
  readonly name: string;
  readonly field: Field;
  /** With a variable for each argument of the field. */
  readonly document: string;
}

interface Way {
  readonly type: GraphQLObjectType;
  readonly name: string;
  /** What stands around a selection on the type. */
  readonly wrap: (selection: string) => string;
}

/** Every field of a schema that takes arguments, each by the shortest way to it. */
export function fieldsWithArguments(schema: GraphQLSchema, known: Known): AskedField[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) => {
    if (type == null) return [];
    const root = { type, name: type.name, wrap: (selection: string) => selection };
    return (kind === 'query' ? waysFrom(root, known) : [root]).flatMap((way) =>
      Object.values<Field>(way.type.getFields())
        .filter(({ args, name }) => args.length > 0 && !ofStaff.has(name))
        .map((field) => ({
          kind,
          name: `${way.name}.${field.name}`,
          field,
          document: documentOf(kind, way, field),
        })),
    );
  });
}

/** Lists that are empty until somebody has made something: what is below them is not asked for. */
const oftenEmpty = new Set([
  'alerts',
  'backorderedLines',
  'customerImport',
  'customerImports',
  'flashOffer',
  'flashOffers',
  'pictureFetches',
  'promotion',
  'promotionCodes',
  'refused',
  'savedCarts',
  'sharedWishList',
  'waiting',
  'wishList',
  'wishLists',
]);

/** Lists that are empty to everybody but staff, whatever is asked: nothing looks at their arguments for others. */
const ofStaff = new Set(['privateMetafields']);

/** One way to each object type that a query can reach, breadth first. */
function waysFrom(root: Way, known: Known): Way[] {
  const ways = [root];
  const seen = new Set([root.type.name]);
  for (const { type, name, wrap } of ways) {
    for (const field of Object.values<Field>(type.getFields())) {
      const next = getNamedType(field.type);
      if (!isObjectType(next) || seen.has(next.name) || oftenEmpty.has(field.name)) continue;
      seen.add(next.name);
      const call = `${field.name}${literalArguments(field, known)}`;
      ways.push({ type: next, name: `${name}.${field.name}`, wrap: (inner) => wrap(`${call} { ${inner} }`) });
    }
  }
  return ways;
}

function literalArguments({ args }: Field, known: Known): string {
  const required = args.filter(
    (arg) => getNullableType(arg.type) !== arg.type && arg.defaultValue === undefined,
  );
  if (required.length === 0) return '';
  return `(${required.map(({ name, type }) => `${name}: ${literal(valueFor(type, name, known))}`).join(', ')})`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${name}: ${literal(item)}`)
    .join(', ')} }`;
}

function documentOf(kind: OperationKind, { wrap }: Way, field: Field): string {
  const variables = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${kind} (${variables}) { ${wrap(`${field.name}(${passed}) ${selectionOn(field.type)}`)} }`;
}

/** What tells how an operation ended, and how much it found. */
function selectionOn(type: GraphQLOutputType, depth = 2): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isUnionType(named)) {
    const holdsInvalidInput = named.getTypes().some(({ name }) => name === 'InvalidInputError');
    const fields = holdsInvalidInput ? ' ... on InvalidInputError { fields { path code } }' : '';
    const results = named
      .getTypes()
      .filter((member) => 'results' in member.getFields())
      .map(({ name }) => ` ... on ${name} { results { errors { __typename } } }`);
    return `{ __typename${fields}${results.join('')} }`;
  }
  const fields = named.getFields();
  if ('totalCount' in fields) return '{ __typename totalCount }';
  const list = Object.values(fields).find(
    (field) => 'totalCount' in (asObject(field.type)?.getFields() ?? {}),
  );
  if (list === undefined || depth === 0 || list.args.length > 0) return '{ __typename }';
  return `{ __typename ${list.name} ${selectionOn(list.type, depth - 1)} }`;
}

function asObject(type: GraphQLOutputType): GraphQLObjectType | undefined {
  const named = getNamedType(type);
  return isObjectType(named) ? named : undefined;
}
