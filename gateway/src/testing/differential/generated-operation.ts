import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
  OperationTypeNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import fc from 'fast-check';
import { literalOf, valueOf, type Pick } from './generated-value.ts';

/** A random operation, with the variables that it is sent with; it may be invalid. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;

/** Response keys that mean something elsewhere: key fields, the gateway's own forms, names that every object has. */
const awkwardAliases = ['id', 'name', '_alias0', '__proto__', 'constructor', 'toString', 'x__alias_0'];

/**
 * Operations over a schema with all that the shape of an answer depends on: aliases, fields that are selected twice,
 * fragments of each kind, `@skip` and `@include` by variable and by literal, arguments, `__typename`, introspection.
 */
export function randomOperation(
  schema: GraphQLSchema,
  type: OperationTypeNode,
  maxDepth: number,
): fc.Arbitrary<RandomOperation> {
  return fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => {
    const pick: Pick = (choices) => Number(numbers.next().value) % choices;
    return new OperationWriter({ schema, pick, maxDepth }).write(type);
  });
}

interface Writing {
  readonly schema: GraphQLSchema;
  readonly pick: Pick;
  readonly maxDepth: number;
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #pick: Pick;
  readonly #maxDepth: number;
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  readonly #conditions: string[] = [];
  #aliases = 0;
  /** Its root field must not be left out. */
  #isSubscription = false;

  constructor({ schema, pick, maxDepth }: Writing) {
    this.#schema = schema;
    this.#pick = pick;
    this.#maxDepth = maxDepth;
  }

  write(type: OperationTypeNode): RandomOperation {
    this.#isSubscription = type === OperationTypeNode.SUBSCRIPTION;
    const root = this.#schema.getRootType(type);
    if (root == null) throw new Error(`The schema has no ${type}.`);
    const selections = this.#selections(root, this.#isSubscription ? 1 : 1 + this.#pick(3), 1);
    const declared = this.#declared.length === 0 ? '' : `(${this.#declared.join(', ')})`;
    const name = this.#pick(2) === 0 ? ' Random' : '';
    return {
      query: [`${type}${name}${declared} ${selections}`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLCompositeType, wanted: number, depth: number): string {
    const fields = isUnionType(type)
      ? []
      : Object.values(type.getFields()).filter((field) => this.#mayAsk(field, depth));
    const written = Array.from({ length: wanted }, () => this.#selection(type, fields, depth));
    return `{ ${written.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, fields: readonly Field[], depth: number): string {
    const field = fields[this.#pick(Math.max(1, fields.length))];
    const kind = this.#pick(12);
    if (depth > 1 && (field === undefined || kind === 0))
      return isAbstractType(type) && kind < 8 ? this.#onPossible(type, depth) : this.#typename(depth);
    if (field === undefined) return '__typename';
    if (depth > 1 && kind < 3) return this.#fragment(type, depth);
    if (depth > 1 && kind < 5 && isAbstractType(type)) return this.#onPossible(type, depth);
    if (kind === 11 && type === this.#schema.getQueryType()) return this.#introspection();
    return this.#field(field, depth);
  }

  #typename(depth: number): string {
    const alias = this.#pick(3) === 0 && depth > 1 ? `${this.#alias()}: ` : '';
    return `${alias}__typename${this.#condition()}`;
  }

  #introspection(): string {
    return this.#pick(2) === 0
      ? `${this.#alias()}: __schema { queryType { id: name } directives { name } }`
      : `__type(name: "Query") { kind _: name fields { name isDeprecated } }${this.#pick(2) === 0 ? '' : ' __typename'}`;
  }

  #onPossible(type: GraphQLCompositeType, depth: number): string {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const one = possible[this.#pick(Math.max(1, possible.length))];
    if (one === undefined) return '__typename';
    return `... on ${one.name}${this.#condition()} ${this.#selections(one, 1 + this.#pick(2), depth)}`;
  }

  /** Its depth grows, so that fragments in fragments end. */
  #fragment(type: GraphQLCompositeType, depth: number): string {
    const below = this.#selections(type, 1 + this.#pick(3), depth + 1);
    if (this.#pick(2) === 0) return `...${this.#condition()} ${below}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type.name} ${below}`);
    return `...${name}${this.#condition()}${this.#pick(3) === 0 ? ` ...${name}` : ''}`;
  }

  #field(field: Field, depth: number): string {
    const type = getNamedType(field.type);
    const alias = this.#pick(3) === 0 || field.args.length > 0 ? `${this.#alias()}: ` : '';
    const condition = depth === 1 && this.#isSubscription ? '' : this.#condition();
    const head = `${alias}${field.name}${this.#arguments(field)}${condition}`;
    if (!isCompositeType(type)) return head;
    const first = `${head} ${this.#selections(type, 1 + this.#pick(4), depth + 1)}`;
    if (alias !== '' || this.#pick(4) > 0) return first;
    return `${first} ${field.name} ${this.#selections(type, 1 + this.#pick(2), depth + 1)}`;
  }

  #alias(): string {
    const awkward = this.#pick(8) === 0 ? awkwardAliases[this.#pick(awkwardAliases.length)] : undefined;
    return awkward ?? `a${(this.#aliases += 1)}`;
  }

  #arguments({ args }: Field): string {
    const given = args.filter((one) => isRequiredArgument(one) || this.#pick(4) === 0);
    if (given.length === 0) return '';
    return `(${given.map((one) => `${one.name}: ${this.#argument(one)}`).join(', ')})`;
  }

  #argument({ type }: GraphQLArgument): string {
    if (this.#pick(2) === 0) return literalOf(type, this.#pick);
    const names = ['representations', '_v', `v`];
    const name = `${names[this.#pick(3)] ?? 'v'}${this.#declared.length}`;
    this.#declared.push(`$${name}: ${String(type)}`);
    this.#variables[name] = valueOf(type, this.#pick);
    return `$${name}`;
  }

  #condition(): string {
    if (this.#pick(6) > 0) return '';
    const directive = this.#pick(2) === 0 ? 'skip' : 'include';
    if (this.#pick(4) === 0) return ` @${directive}(if: ${String(this.#pick(2) === 0)})`;
    return ` @${directive}(if: $${this.#conditionVariable()})`;
  }

  #conditionVariable(): string {
    const known = this.#conditions[this.#pick(4)];
    if (known !== undefined) return known;
    const name = `c${this.#conditions.length}`;
    this.#conditions.push(name);
    const hasDefault = this.#pick(3) === 0;
    this.#declared.push(`$${name}: Boolean${hasDefault ? ` = ${String(this.#pick(2) === 0)}` : '!'}`);
    if (!hasDefault || this.#pick(2) === 0) this.#variables[name] = this.#pick(2) === 0;
    return name;
  }

  #mayAsk(field: Field, depth: number): boolean {
    return depth < this.#maxDepth || !isCompositeType(getNamedType(field.type));
  }
}
