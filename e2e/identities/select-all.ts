import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';

/** A selection of everything that needs no argument, `depth` objects deep; pages have three. */
export function selectAll(type: GraphQLNamedType, depth: number): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .map((field) => selectField(field, depth))
    .filter((field) => field !== '');
  return `{ __typename ${fields.join(' ')} }`;
}

function selectField(field: GraphQLField<unknown, unknown>, depth: number): string {
  const type = getNamedType(field.type);
  if (isLeafType(type)) return field.name;
  if (depth === 0) return '';
  // The parts of a page are one object with it, for who counts how deep a selection is.
  const inner = /(Connection|Edge)$/.test(type.name) ? depth : depth - 1;
  const page = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
  return /(Connection)$/.test(type.name)
    ? `${field.name}${page} ${nodesOf(type, inner)}`
    : `${field.name}${page} ${selectAll(type, inner)}`;
}

/** What a page holds, once: its edges hold the same. */
function nodesOf(type: GraphQLNamedType, depth: number): string {
  const nodes = isObjectType(type) ? type.getFields()['nodes'] : undefined;
  return nodes === undefined
    ? '{ __typename }'
    : `{ nodes ${selectAll(getNamedType(nodes.type), depth - 1)} }`;
}
