import {
  defaultFieldResolver,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Arguments as a client gave them, with defaults. */
export type Given = Readonly<Record<string, unknown>>;

/** A field of an object type. */
export type Field = GraphQLField<unknown, unknown, Record<string, unknown>>;

/** The fields of a schema's own object types that take arguments. */
export function* fieldsWithArguments(
  schema: GraphQLSchema,
): Generator<{ readonly type: GraphQLObjectType; readonly field: Field }> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values<Field>(type.getFields())) {
      if (field.args.length > 0) yield { type, field };
    }
  }
}

/**
 * Looks at a field's arguments, or changes them, before it is resolved or subscribed to. It must find the same for the same
 * arguments: an operation that has them once for many objects has them looked at once.
 */
export function withArguments(field: Field, read: (given: Given) => Given): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  const readOnce = remembered(read);
  field.resolve = (root, args, context, info) => resolve(root, readOnce(args), context, info);
  if (subscribe === undefined) return;
  field.subscribe = (root, args, context, info) => subscribe(root, readOnce(args), context, info);
}

function remembered(read: (given: Given) => Given): (given: Given) => Given {
  const known = new WeakMap<Given, Given>();
  return (given) => {
    const found = known.get(given) ?? read(given);
    known.set(given, found);
    return found;
  };
}
