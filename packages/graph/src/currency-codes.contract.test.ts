import { readFileSync } from 'node:fs';
import { currencyCodes, currencyExponent } from '@cartwright/money';
import { buildSchema, isEnumType } from 'graphql';
import { expect, it } from 'vitest';

const digits = ['without decimals', 'one decimal digit', 'two decimal digits', 'three decimal digits'];

it('the schema has every currency, and says how many decimals it has', () => {
  const sdl = readFileSync(new URL('../schema/money.graphql', import.meta.url), 'utf8');
  const type = buildSchema(`directive @shareable on OBJECT\n${sdl}`).getType('CurrencyCode');
  const values = isEnumType(type) ? type.getValues() : [];
  expect(values.map(({ name }) => name)).toEqual(currencyCodes);
  for (const { name, description } of values)
    expect(description).toMatch(new RegExp(`, ${digits[currencyExponent(name)] ?? ''}\\.$`));
});
