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

type Read = (given: Given) => Given;

type Resolve = NonNullable<Field['resolve']>;

/** What looks at arguments before a resolver does. */
interface Looking {
  readonly resolve: Resolve;
  readonly read: Read;
}

/** By the resolvers that were made here. */
const looking = new WeakMap<Resolve, Looking>();

/**
 * Looks at a field's arguments, or changes them, before it is resolved or subscribed to, and before whatever looks at them already.
 * It must find the same for the same arguments: those that stand for many objects, or in an operation for each time that it is
 * executed, are looked at once.
 */
export function withArguments(field: Field, read: Read): void {
  const { resolve = defaultFieldResolver, subscribe } = field;
  field.resolve = lookingFirst(resolve, read);
  if (subscribe !== undefined) field.subscribe = lookingFirst(subscribe, read);
}

/** One look for all that is looked at: each would be asked again for every object. */
function lookingFirst(resolver: Resolve, read: Read): Resolve {
  const behind = looking.get(resolver);
  const all: Looking =
    behind === undefined
      ? { resolve: resolver, read }
      : { resolve: behind.resolve, read: (given) => behind.read(read(given)) };
  const { resolve } = all;
  const readOnce = remembered(all.read);
  const made: Resolve = (root, args, context, info) => resolve(root, readOnce(args), context, info);
  looking.set(made, all);
  return made;
}

function remembered(read: Read): Read {
  const known = new WeakMap<Given, Given>();
  return (given) => {
    const found = known.get(given);
    if (found !== undefined) return found;
    const first = read(given);
    known.set(given, first);
    return first;
  };
}
