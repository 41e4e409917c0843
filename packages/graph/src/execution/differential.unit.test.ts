import { createRandom } from '@cartwright/random';
import {
  execute,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
  type ExecutionResult,
} from 'graphql';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generatedOperation } from '../../test/generated-operation.ts';
import { unreliableSchema, type Mischief } from '../../test/unreliable-schema.ts';
import { compileOperation } from './compile-operation.ts';
import { KeptTexts } from './kept-texts.ts';
import { writeAnswer } from './written-object.ts';

interface Compared {
  readonly seed: string;
  readonly query: string;
  readonly ours: ExecutionResult;
  /** The same where texts are kept: while they are not there yet, and when they are. */
  readonly kept: readonly ExecutionResult[];
  readonly reference: ExecutionResult;
}

const schema = unreliableSchema();
const rules = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

/** What rejects and is handled by nobody would end a process. graphql-js leaves such behind where an item of a list fails. */
const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);
const others = process.listeners('unhandledRejection');
beforeAll(() => {
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', note);
});
afterAll(() => {
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
});

/** Executes a generated operation both ways; undefined for one that is not valid. */
async function compare(seed: string, mischief: Mischief): Promise<Compared | undefined> {
  const { query, variables: variableValues } = generatedOperation(schema, createRandom(seed));
  const document = parse(query);
  if (validate(schema, document, rules).length > 0) return undefined;
  const input = { variableValues, contextValue: { seed, ...mischief }, rootValue: { flag: true } };
  const { execute: run } = compileOperation(schema, document, 'Generated');
  const ours = await run(input);
  const texts = new KeptTexts({ types: ['Item', 'Box'], variesBy: {} });
  const kept = [await run({ ...input, texts }), await run({ ...input, texts })];
  await setImmediate();
  expect(unhandled.splice(0)).toEqual([]);
  const reference = await execute({ schema, document, ...input });
  await setImmediate();
  unhandled.splice(0);
  return { seed, query, ours, kept, reference };
}

/** What stands where something failed: the nearest null, with what is told of it. Of several errors under one null any may be told. */
function nullsOf({ data, errors = [] }: ExecutionResult): string[] {
  return errors.map(({ path = [], message, extensions, locations }) => {
    const depth = nullDepth(data, path);
    const isOwn = depth === path.length;
    return JSON.stringify([path.slice(0, depth), isOwn && [message, extensions, locations]]);
  });
}

function nullDepth(data: unknown, path: readonly (string | number)[]): number {
  let at = data;
  for (const [depth, key] of path.entries()) {
    if (at == null) return depth;
    at = (at as Record<string | number, unknown>)[key];
  }
  return path.length;
}

async function expectEqual(prefix: string, count: number, mischief: Mischief): Promise<ExecutionResult[]> {
  const compared: Compared[] = [];
  for (let number = 0; number < count; number += 1) {
    const one = await compare(`${prefix}${number}`, mischief);
    if (one !== undefined) compared.push(one);
  }
  for (const { ours, kept, reference, query, seed } of compared) {
    const about = `${seed}: ${query}`;
    expect(JSON.stringify(ours.data), about).toBe(JSON.stringify(reference.data));
    expect([...new Set(nullsOf(ours))].sort(), about).toEqual([...new Set(nullsOf(reference))].sort());
    for (const { data, errors } of kept) {
      expect(writeAnswer(data), about).toBe(JSON.stringify(ours.data));
      expect(errors?.map(String), about).toEqual(ours.errors?.map(String));
    }
  }
  return compared.map(({ ours }) => ours);
}

describe('a compiled operation answers as graphql-js does', () => {
  it('where all goes well', async () => {
    const results = await expectEqual('well', 150, { wrong: 0, late: 0.3 });
    expect(results.length).toBeGreaterThan(100);
  });

  it('where nothing is awaited', async () => {
    const results = await expectEqual('sync', 150, { wrong: 0.1, late: 0 });
    expect(results.filter(({ errors }) => errors !== undefined).length).toBeGreaterThan(40);
  });

  it('where fields fail, late and early', async () => {
    const results = await expectEqual('late', 300, { wrong: 0.08, late: 0.5 });
    expect(results.filter(({ errors }) => errors !== undefined).length).toBeGreaterThan(80);
    expect(results.filter(({ data }) => data === null).length).toBeGreaterThan(5);
  });
});

describe('a variable that decides what is included', () => {
  const document = parse(
    'query ($only: Boolean = true) { flag: item { id } ...F } fragment F on Query { kind @skip(if: $only) }',
  );

  it('is decided anew for each request', async () => {
    const { execute: run } = compileOperation(schema, document);
    const contextValue = { seed: 'decided', wrong: 0, late: 0 };
    const namesFor = async (only: boolean) =>
      Object.keys((await run({ contextValue, variableValues: { only } })).data ?? {});
    expect(await namesFor(true)).toEqual(['flag']);
    expect(await namesFor(false)).toEqual(['flag', 'kind']);
    expect(await namesFor(true)).toEqual(['flag']);
  });

  it('must not be null: nothing is done then', async () => {
    const { data, errors } = await compileOperation(schema, document).execute({
      contextValue: {},
      variableValues: { only: null },
    });
    expect(data).toBeUndefined();
    expect(errors?.map(({ message }) => message)).toEqual([
      'Variable "$only" decides what is included and must not be null.',
    ]);
  });
});
