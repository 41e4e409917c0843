import { readFileSync } from 'node:fs';
import { createRandom, type Random } from '@cartwright/random';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  GraphQLError,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { withScalars } from '../src/scalars.ts';

/** What fields resolve to. */
export interface World extends Mischief {
  readonly seed: string;
}

/** How often something other than a good value is resolved, and how often late, from 0 to 1. */
export interface Mischief {
  readonly wrong: number;
  readonly late: number;
}

/**
 * A schema whose fields resolve to anything: good values, nulls, errors thrown, rejected and returned, values of other types,
 * promises of all of them, in lists too. What comes depends on the `World` that is the context and on the place alone, so that two
 * executions meet the same.
 */
export function unreliableSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(new URL('unreliable.graphql', import.meta.url), 'utf8'));
  const when = schema.getType('When');
  if (isScalarType(when)) when.serialize = withoutPast;
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (type.name === 'Lone') type.isTypeOf = (value) => (value as { is?: string }).is === 'Lone';
    for (const [name, field] of Object.entries(type.getFields())) {
      if (name === 'flag') continue; // left to the property of that name
      field.resolve = (_source, args, context, info) => {
        const mischief = context as World;
        const random = createRandom(`${mischief.seed}/${placeOf(info.path)}`);
        return new Resolver({ random, mischief }).value(field.type, { args, info });
      };
    }
  }
  return withScalars(schema);
}

function withoutPast(value: unknown): unknown {
  if (value === 'past') throw new RangeError('That is over.');
  return value === 'never' ? undefined : value;
}

function placeOf(path: GraphQLResolveInfo['path'] | undefined): string {
  if (path === undefined) return '';
  return `${placeOf(path.prev)}/${path.typename ?? ''}.${path.key}`;
}

const types = ['Item', 'Box', 'Lone', 'Query', 'Nothing'];

/** Of each type one with each flag: what resolves to one resolves to the same object again. */
const objects = [true, false, null, () => true, 'yes'].map((flag) =>
  Object.fromEntries(types.map((is) => [is, { __typename: is, is, flag }])),
);

interface Means {
  readonly random: Random;
  readonly mischief: Mischief;
}

interface Call {
  readonly args: unknown;
  readonly info: GraphQLResolveInfo;
}

class Resolver {
  readonly #means: Means;

  constructor(means: Means) {
    this.#means = means;
  }

  value(type: GraphQLOutputType, call: Call): unknown {
    const { random, mischief } = this.#means;
    const make = random.chance(mischief.wrong) ? this.#wrong() : this.#good(type, call);
    return random.chance(mischief.late) ? this.#late(make) : make();
  }

  /** After some turns of the event loop's microtasks. */
  async #late(make: () => unknown): Promise<unknown> {
    for (let turns = this.#means.random.integer(0, 4); turns > 0; turns -= 1) await Promise.resolve();
    return make();
  }

  #wrong(): () => unknown {
    const error = this.#means.random.chance(0.5)
      ? new Error('broken')
      : new GraphQLError('refused', { extensions: { code: 'CONFLICT' } });
    const thrown = () => {
      throw error;
    };
    return this.#means.random.pick([
      thrown,
      () => error,
      () => null,
      () => undefined,
      () => 'past',
      () => ({}),
      () => Number.NaN,
    ]);
  }

  #good(type: GraphQLOutputType, call: Call): () => unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return this.#list(nullable.ofType, call);
    if (!isLeafType(nullable)) return this.#object(call);
    if (isEnumType(nullable)) return () => 'LARGE';
    return () => this.#leaf(nullable.name, call);
  }

  #list(item: GraphQLOutputType, call: Call): () => unknown {
    const length = this.#means.random.integer(0, 3);
    const items = () => Array.from({ length }, () => this.value(item, call));
    return this.#means.random.chance(0.2) ? () => new Set(items()) : items;
  }

  #object({ info }: Call): () => unknown {
    const { name } = getNamedType(info.returnType);
    const of = this.#means.random.pick(objects);
    const is = !types.includes(name) ? this.#means.random.pick(types.slice(0, 3)) : name;
    return () => of[is];
  }

  #leaf(name: string, { args, info }: Call): unknown {
    if (name === 'Int') return 7;
    if (name === 'Float') return 0.5;
    if (name === 'String' || name === 'ID') return `${placeOf(info.path)} ${JSON.stringify(args)}`;
    return '2026-05-04T09:30:00.000Z';
  }
}
