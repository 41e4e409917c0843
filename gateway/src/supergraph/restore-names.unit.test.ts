import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { clientNames } from './client-names.ts';
import { restoreNames } from './restore-names.ts';

const restored = (source: string, data: Record<string, unknown>) =>
  restoreNames(data, clientNames(parse(source), new Set(['id'])));

it('gives results the names of the client at every depth, in lists and in fragments', () => {
  const source = `query { _a: thing { id: name parts { id: name ...more ... on Part { _b: name } } } }
    fragment more on Part { inner { id: name } }`;
  const { document } = clientNames(parse(source), new Set(['id']));
  expect(JSON.stringify(document)).not.toContain('"_a"');
  const part = { _alias1: 'n', _alias2: 'b', inner: { _alias1: 'i' } };
  expect(restored(source, { _alias0: { _alias1: 'x', parts: [part, null] } })).toEqual({
    _a: { id: 'x', parts: [{ id: 'n', _b: 'b', inner: { id: 'i' } }, null] },
  });
});

it('leaves the inside of a scalar as it is, whatever its keys are called', () => {
  const json = { _alias0: 1, list: [{ _alias0: 2 }] };
  expect(restored('{ _a: json }', { _alias0: json })).toEqual({ _a: json });
});
