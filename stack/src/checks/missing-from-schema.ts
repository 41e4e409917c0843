import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** `Product.rating`, `Query.products(last:)`, `CurrencyCode.JPY`, `InvalidInputError`. */
const reference = /^([A-Z][A-Za-z0-9]*)(?:\.(\w+)(?:\(([^)]*)\))?)?$/;

/**
 * What a name lacks in the schema, as the end of a sentence; undefined when all of it is there, and for text that
 * names nothing of a schema, such as a route, a command or a variable.
 */
export function missingFromSchema(schema: GraphQLSchema, text: string): string | undefined {
  const [, typeName, member, args] = reference.exec(text) ?? [];
  if (typeName === undefined) return undefined;
  const members = membersOf(schema, typeName);
  if (members === undefined) return `no type ${typeName}`;
  if (member === undefined) return undefined;
  const known = members.get(member);
  if (known === undefined) return `no ${typeName}.${member}`;
  const unknown = argumentNames(args).filter((name) => !known.includes(name));
  return unknown.length === 0 ? undefined : `no argument ${unknown.join(', ')} of ${typeName}.${member}`;
}

/** The fields or values of a type, each with the names of its arguments. */
function membersOf(schema: GraphQLSchema, typeName: string): Map<string, string[]> | undefined {
  const type = schema.getType(typeName);
  if (type === undefined) return undefined;
  if (isEnumType(type)) return new Map(type.getValues().map(({ name }) => [name, []]));
  if (isInputObjectType(type)) return new Map(Object.keys(type.getFields()).map((name) => [name, []]));
  if (!isObjectType(type) && !isInterfaceType(type)) return new Map();
  const fields = Object.values(type.getFields());
  return new Map(fields.map(({ name, args }) => [name, args.map((argument) => argument.name)]));
}

function argumentNames(text = ''): string[] {
  return text
    .split(',')
    .map((part) => part.replace(/:.*/, '').trim())
    .filter((name) => name !== '');
}
