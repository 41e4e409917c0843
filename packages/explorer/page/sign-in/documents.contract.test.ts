import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { documents } from './documents.ts';

const schema = buildSchema(readFileSync(new URL('../../../../api/schema.graphql', import.meta.url), 'utf8'));

it.each(Object.entries(documents))('%s is what the store understands', (_name, document) => {
  expect(validate(schema, parse(document))).toEqual([]);
});
