import { getNamedType, isLeafType, isNonNullType, isObjectType, type GraphQLOutputType } from 'graphql';
import type { Field } from '../input/fields.ts';
import { valueFor, type Known } from '../input/values.ts';

/** A field with arguments that fit, as it stands in an operation whose variables it declares. */
export interface Asked {
  /** `($id: ID!)`; empty without arguments. */
  readonly declared: string;
  readonly selection: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field with everything that it requires, and with what is known to exist. */
export function asked(field: Field, known: Known): Asked {
  const args = field.args.filter(({ name, type }) => isNonNullType(type) || name in known);
  const listOf = (parts: readonly string[]): string => (parts.length === 0 ? '' : `(${parts.join(', ')})`);
  return {
    declared: listOf(args.map(({ name, type }) => `$${name}: ${String(type)}`)),
    selection: `${field.name}${listOf(args.map(({ name }) => `${name}: $${name}`))} ${selectionOn(field.type)}`,
    variables: Object.fromEntries(args.map(({ name, type }) => [name, valueFor(type, name, known)])),
  };
}

/** What tells whether there is anything. */
function selectionOn(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const nodes = isObjectType(named) ? named.getFields()['nodes'] : undefined;
  const item = nodes && getNamedType(nodes.type);
  if (item === undefined) return '{ __typename }';
  return `{ nodes { __typename ${isObjectType(item) && 'id' in item.getFields() ? 'id' : ''} } }`;
}

interface Found {
  readonly __typename?: string;
  readonly id?: string;
  readonly nodes?: readonly Found[];
}

/** Whether a value gives nothing away: null, an empty list, an error, a page with nothing that has one of the ids. */
export function isNothing(value: unknown, ids: readonly string[]): boolean {
  if (value == null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object') return false;
  const { __typename: name = '', nodes } = value as Found;
  if (nodes === undefined) return name.endsWith('Error');
  return nodes.every(({ id }) => id !== undefined && !ids.includes(id));
}
