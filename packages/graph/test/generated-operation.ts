import type { Random } from '@cartwright/random';
import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** An operation with the variables that it is sent with. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const maxDepth = 4;
const declared =
  '($yes: Boolean!, $no: Boolean = false, $n: Int, $text: String = "given", $like: Like, $id: ID!, $tags: [String!])';

/**
 * A query or mutation over the unreliable schema: aliases, fragments of both kinds within each other, arguments as literals and
 * variables, `@skip` and `@include` decided by both. Few are not valid: fields of one name may differ.
 */
export function generatedOperation(schema: GraphQLSchema, random: Random): GeneratedOperation {
  const isMutation = random.chance(0.2);
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (root == null) throw new TypeError('The schema has no such operations');
  const writer = new Writer(schema, random);
  const selections = writer.selections(root, 1);
  const operation = `${isMutation ? 'mutation' : 'query'} Generated${declared} ${selections}`;
  const wanted = [operation, ...writer.fragments];
  return { query: wanted.join('\n'), variables: variablesOf(random) };
}

function variablesOf(random: Random): Record<string, unknown> {
  return {
    yes: random.chance(0.5),
    id: 'one',
    ...(random.chance(0.5) && { no: random.chance(0.5) }),
    ...(random.chance(0.5) && { n: random.pick([1, null]) }),
    ...(random.chance(0.5) && { text: random.pick(['asked', null]) }),
    ...(random.chance(0.5) && { like: { text: 'b', inner: { kind: 'LARGE' } } }),
  };
}

class Writer {
  readonly fragments: string[] = [];
  readonly #schema: GraphQLSchema;
  readonly #random: Random;

  constructor(schema: GraphQLSchema, random: Random) {
    this.#schema = schema;
    this.#random = random;
  }

  selections(type: GraphQLNamedType, depth: number): string {
    const count = this.#random.integer(1, 4);
    const written = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${written.join(' ')} }`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    if (fields.length === 0 || (depth < maxDepth + 2 && this.#random.chance(0.25)))
      return this.#fragment(type, depth);
    if (this.#random.chance(0.1)) return `${this.#random.pick(['', 'is: ', '__proto__: '])}__typename`;
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    return this.#field(this.#random.pick(depth >= maxDepth && leaves.length > 0 ? leaves : fields), depth);
  }

  #field({ name, args, type }: GraphQLField<unknown, unknown>, depth: number): string {
    const given = args.flatMap((argument) => this.#argument(argument));
    // Fields of one name and other arguments do not merge.
    const alias =
      given.length > 0
        ? `${name}_${this.#random.integer(0, 1_000)}: `
        : this.#random.pick(['', '', `${name}2: `]);
    const asked = given.length > 0 ? `(${given.join(', ')})` : '';
    const named = getNamedType(type);
    const inside = isLeafType(named)
      ? ''
      : ` ${depth > maxDepth ? '{ __typename }' : this.selections(named, depth + 1)}`;
    return `${alias}${name}${asked}${this.#condition()}${inside}`;
  }

  #argument({ name, type }: GraphQLArgument): string[] {
    const isNeeded = type.toString().endsWith('!');
    if (!isNeeded && this.#random.chance(0.4)) return [];
    const values: Record<string, readonly string[]> = {
      id: ['$id', '"x"'],
      first: ['$n', '2', 'null'],
      a: ['$text', '"a"'],
      b: ['$yes', 'true'],
      at: ['"2026-05-04T09:30:00Z"', 'null'],
      tags: ['$tags', '["a", "b"]', '"one"'],
      like: ['$like', '{ text: $text }', '{ kind: LARGE, inner: {} }'],
    };
    return [`${name}: ${this.#random.pick(values[name] ?? ['null'])}`];
  }

  #condition(): string {
    if (this.#random.chance(0.75)) return '';
    const condition = this.#random.pick(['$yes', '$no', '$yes', 'true', 'false']);
    return ` @${this.#random.pick(['skip', 'include'])}(if: ${condition})`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const on = this.#random.pick(this.#within(type));
    const selections = this.selections(on, depth + 1);
    if (this.#random.chance(0.5)) {
      const condition = on === type && this.#random.chance(0.5) ? '' : ` on ${on.name}`;
      return `...${condition}${this.#condition()} ${selections}`;
    }
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${on.name} ${selections}`);
    return `...${name}${this.#condition()}${this.#random.chance(0.2) ? ` ...${name}` : ''}`;
  }

  #within(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (isObjectType(type)) return [type, type, ...type.getInterfaces()];
    return isUnionType(type) || isInterfaceType(type)
      ? [type, ...this.#schema.getPossibleTypes(type)]
      : [type];
  }
}
