import { buildSchema, getVariableValues, parse, validate, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { requestedCurrency, withCurrencies } from './currencies.ts';

describe('the header x-currency', () => {
  it.each([
    [{}, 'EUR'],
    [{ 'x-currency': '' }, 'EUR'],
    [{ 'x-currency': ' usd ' }, 'USD'],
  ])('of %j asks for %s', (headers, currency) => {
    expect(requestedCurrency(headers)).toBe(currency);
  });

  it.each(['GBP', 'EUR, USD', 'euro', '€'])(
    'that names %s is refused, with the currencies on offer',
    (asked) => {
      expect(() => requestedCurrency({ 'x-currency': asked })).toThrow(
        expect.objectContaining({
          message: 'The header x-currency names no currency on offer. The store sells in EUR and USD.',
          extensions: { code: 'BAD_USER_INPUT', header: 'x-currency', currencies: ['EUR', 'USD'] },
        }),
      );
    },
  );
});

describe('an argument', () => {
  const schema = withCurrencies(
    buildSchema('type Query { price(currency: CurrencyCode): Int } enum CurrencyCode { EUR GBP USD }'),
  );
  const reason = '"GBP" is not on offer. The store sells in EUR and USD.';

  it('that names another currency in the document hears which there are', () => {
    expect(validate(schema, parse('{ price(currency: GBP) }')).map(({ message }) => message)).toEqual([
      reason,
    ]);
    expect(validate(schema, parse('{ price(currency: EURO) }'))[0]?.message).toContain(
      'does not exist in "CurrencyCode" enum. Did you mean the enum value "EUR"? The store sells in EUR and USD.',
    );
    expect(validate(schema, parse('{ price(currency: USD) }'))).toEqual([]);
  });

  it('that names one in a variable hears it too', () => {
    const { definitions } = parse('query ($of: CurrencyCode) { price(currency: $of) }');
    const { variableDefinitions = [] } = definitions[0] as OperationDefinitionNode;
    expect(getVariableValues(schema, variableDefinitions, { of: 'USD' }).coerced).toEqual({ of: 'USD' });
    const [error] = getVariableValues(schema, variableDefinitions, { of: 'GBP' }).errors ?? [];
    expect(error?.message).toContain(reason);
    expect(error?.extensions).toEqual({ code: 'BAD_USER_INPUT', currencies: ['EUR', 'USD'] });
  });
});
