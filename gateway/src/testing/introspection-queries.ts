import {
  getNamedType,
  introspectionTypes,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** Queries that together ask for every field of every introspection type, with each value of each argument. */
export function introspectionQueries(): string[] {
  return [...waysTo(root())].flatMap(([type, ask]) =>
    fieldsOf(type).flatMap((field) => calls(field).map((call) => ask(`${call}${below(field)}`))),
  );
}

/** Every introspection type that can be reached, with the query that asks one of its fields. */
function waysTo(start: GraphQLObjectType): Map<GraphQLObjectType, (selection: string) => string> {
  const ways = new Map([[start, (selection: string) => `{ __schema { ${selection} } }`]]);
  for (const [type, ask] of ways) {
    for (const field of fieldsOf(type)) {
      const to = getNamedType(field.type);
      if (isObjectType(to) && !ways.has(to)) ways.set(to, (inner) => ask(`${field.name} { ${inner} }`));
    }
  }
  return ways;
}

function root(): GraphQLObjectType {
  const type = introspectionTypes.find(({ name }) => name === '__Schema');
  if (!isObjectType(type)) throw new Error('graphql-js has no __Schema.');
  return type;
}

function fieldsOf(type: GraphQLObjectType): Field[] {
  return Object.values(type.getFields());
}

function below({ type }: Field): string {
  return isObjectType(getNamedType(type)) ? ' { __typename }' : '';
}

/** Introspection has arguments of one kind: whether what is deprecated is included. */
function calls({ name, args }: Field): string[] {
  const values = args.flatMap((argument: GraphQLArgument) =>
    ['true', 'false'].map((value) => `${name}(${argument.name}: ${value})`),
  );
  return [name, ...values];
}
