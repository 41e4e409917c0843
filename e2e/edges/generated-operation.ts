import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import fc from 'fast-check';

/** An operation with the variables that it is sent with. */
export interface GeneratedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Field = GraphQLField<unknown, unknown>;
type Pick = (choices: number) => number;

const maxDepth = 6;

/** Queries over a schema: random selections, page sizes as literals, variables, nulls and defaults, aliases and fragments. */
export function generatedOperation(schema: GraphQLSchema): fc.Arbitrary<GeneratedOperation> {
  return fc.infiniteStream(fc.nat(1_000_000)).map((numbers) => {
    const pick: Pick = (choices) => Number(numbers.next().value) % choices;
    return new OperationWriter(schema, pick).write();
  });
}

class OperationWriter {
  readonly #schema: GraphQLSchema;
  readonly #pick: Pick;
  readonly #declared: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  #aliases = 0;

  constructor(schema: GraphQLSchema, pick: Pick) {
    this.#schema = schema;
    this.#pick = pick;
  }

  write(): GeneratedOperation {
    const root = this.#schema.getQueryType();
    if (root == null) throw new Error('A schema has queries.');
    const selections = this.#selections(root, 1);
    const declared = this.#declared.length === 0 ? '' : `(${this.#declared.join(', ')})`;
    return {
      query: [`query Generated${declared} ${selections}`, ...this.#fragments].join('\n'),
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    if (isUnionType(type)) {
      const members = type.getTypes().map((one) => `... on ${one.name} ${this.#selections(one, depth)}`);
      return `{ __typename ${members.join(' ')} }`;
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return '';
    const fields = Object.values(type.getFields()).filter((field) => isAskable(field, depth));
    const wanted = 1 + this.#pick(3);
    const chosen =
      fields.length === 0 ? [] : Array.from({ length: wanted }, () => fields[this.#pick(fields.length)]);
    const written = [...new Set(chosen)].flatMap((field) => (field ? [this.#field(field, depth)] : []));
    return this.#maybeFragment(type.name, `{ __typename ${written.join(' ')} }`);
  }

  #field(field: Field, depth: number): string {
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${this.#selections(type, depth + 1)}` : '';
    return `a${(this.#aliases += 1)}: ${field.name}${this.#arguments(field)}${below}`;
  }

  #arguments(field: Field): string {
    if (field.name === 'productSearch') return `(input: { ${this.#way(true)}: ${this.#pageSize()} })`;
    if (!field.args.some(({ name }) => name === 'first')) return '';
    const isReadBack = field.args.some(({ name }) => name === 'last');
    return this.#pick(4) === 0 ? '' : `(${this.#way(isReadBack)}: ${this.#pageSize()})`;
  }

  #way(isReadBack: boolean): string {
    return isReadBack && this.#pick(2) === 0 ? 'last' : 'first';
  }

  #pageSize(): string {
    const size = this.#pick(12);
    if (this.#pick(3) === 0) return String(size);
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: Int${this.#pick(2) === 0 ? '' : ` = ${this.#pick(12)}`}`);
    if (this.#pick(3) > 0) this.#variables[name] = this.#pick(2) === 0 ? null : size;
    return `$${name}`;
  }

  #maybeFragment(type: string, selections: string): string {
    if (this.#pick(5) > 0 || type === 'Query') return selections;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${type} ${selections}`);
    return `{ ...${name} ...${name} }`;
  }
}

/** Leaves that need arguments, and all that would lead deeper than operations may be, are left out. */
function isAskable(field: Field, depth: number): boolean {
  if (isCompositeType(getNamedType(field.type)) && depth >= maxDepth) return false;
  return field.name === 'productSearch' || !field.args.some(isRequiredArgument);
}
