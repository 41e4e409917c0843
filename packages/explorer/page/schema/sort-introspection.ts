import type { IntrospectionField, IntrospectionQuery, IntrospectionType } from 'graphql';

const rootTypes = ['Query', 'Mutation', 'Subscription'];

/**
 * Sorts what the documentation lists: types and fields by name, in the root types with the staff's behind all others. Values of enums and
 * arguments keep their order, which says something.
 */
export function sortIntrospection({ __schema }: IntrospectionQuery): IntrospectionQuery {
  return { __schema: { ...__schema, types: __schema.types.map(sortFields).sort(byName) } };
}

/** Whether an operation is the staff's, as its description says. */
export function isForStaff({ description }: { readonly description?: string | null | undefined }): boolean {
  return /^For staff\b|\bStaff only\b/.test(description ?? '');
}

function sortFields(type: IntrospectionType): IntrospectionType {
  if (type.kind === 'INPUT_OBJECT') return { ...type, inputFields: [...type.inputFields].sort(byName) };
  if (type.kind !== 'OBJECT' && type.kind !== 'INTERFACE') return type;
  const order = rootTypes.includes(type.name) ? staffLast : byName;
  return { ...type, fields: [...type.fields].sort(order) };
}

function byName(left: { readonly name: string }, right: { readonly name: string }): number {
  return left.name < right.name ? -1 : Number(left.name > right.name);
}

function staffLast(left: IntrospectionField, right: IntrospectionField): number {
  return Number(isForStaff(left)) - Number(isForStaff(right)) || byName(left, right);
}
