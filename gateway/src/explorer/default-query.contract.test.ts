import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { loadSupergraph } from '../supergraph/loaded-supergraph.ts';
import { defaultQuery } from './default-query.ts';

const sdl = readFileSync(new URL('../../../supergraph.graphql', import.meta.url), 'utf8');

it('shows operations that the supergraph can run', () => {
  const { schema } = loadSupergraph(sdl);
  expect(validate(schema, parse(defaultQuery))).toEqual([]);
});
