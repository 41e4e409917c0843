import { expect, it } from 'vitest';
import { readDefinition } from './read-definition.ts';

const given = {
  ...{ namespace: 'care', key: 'degrees', type: 'INTEGER', name: 'Degrees', visibility: 'PUBLIC' },
};

it('numbers are kept in the form of the type', () => {
  expect(readDefinition({ ...given, minimum: ' -0 ', maximum: '95', choices: ['30', '40'] })).toMatchObject({
    value: { minimum: '0', maximum: '95', choices: ['30', '40'], minLength: null, description: null },
  });
  const decimals = { ...given, type: 'LIST_OF_DECIMAL', minimum: '1.50' };
  expect(readDefinition(decimals)).toMatchObject({ value: { minimum: '1.5' } });
});

it.each(['MONEY', 'REFERENCE'])('%s may be laid down', (type) => {
  expect(readDefinition({ ...given, type })).toMatchObject({ value: { type, choices: [] } });
});

it.each([
  [{ namespace: 'Care' }, 'namespace'],
  [{ key: '' }, 'key'],
  [{ name: ' ' }, 'name'],
  [{ minimum: '1.5' }, 'minimum'],
  [{ maximum: 'x' }, 'maximum'],
  [{ minimum: '3', maximum: '2' }, 'maximum'],
  [{ minLength: 1 }, 'minLength'],
  [{ type: 'SINGLE_LINE_TEXT', minimum: '1' }, 'minimum'],
  [{ type: 'SINGLE_LINE_TEXT', minLength: 5, maxLength: 4 }, 'maxLength'],
  [{ type: 'SINGLE_LINE_TEXT', minLength: -1 }, 'minLength'],
  [{ type: 'SINGLE_LINE_TEXT', choices: ['a', ' a '] }, 'choices'],
  [{ type: 'SINGLE_LINE_TEXT', choices: ['a\0'] }, 'choices'],
  [{ type: 'JSON', choices: ['{}'] }, 'choices'],
  [{ type: 'BOOLEAN', maximum: '1' }, 'maximum'],
  [{ type: 'MONEY', minimum: '1' }, 'minimum'],
  [{ type: 'REFERENCE', choices: ['x'] }, 'choices'],
  [{ choices: Array.from({ length: 101 }, (_, at) => String(at)) }, 'choices'],
])('%j is refused at %s', (different, field) => {
  expect(readDefinition({ ...given, ...different })).toMatchObject({ fields: [{ path: [field] }] });
});
