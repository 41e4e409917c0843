import { graphqlError } from '@cartwright/errors';
import { preferredCurrency, storeCurrencies, type StoreCurrency } from '@cartwright/money';
import { GraphQLError, isEnumType, type GraphQLSchema } from 'graphql';

const currencyHeader = 'x-currency';
const sold = `the store sells in ${new Intl.ListFormat('en').format(storeCurrencies)}.`;

/**
 * The currency that a request's header `x-currency` asks for, in any case; EUR without one.
 * @throws BAD_USER_INPUT when the store does not sell in it
 */
export function requestedCurrency(headers: Readonly<Record<string, unknown>>): StoreCurrency {
  const asked = headers[currencyHeader];
  const currency = preferredCurrency(typeof asked === 'string' ? asked : undefined);
  if (currency !== undefined) return currency;
  throw graphqlError('BAD_USER_INPUT', `The header ${currencyHeader} names no currency on offer: ${sold}`, {
    header: currencyHeader,
    currencies: storeCurrencies,
  });
}

/**
 * Lets a schema say which currencies there are when an argument or a variable names another. Changes the schema that it is
 * given.
 */
export function withCurrencies(schema: GraphQLSchema): GraphQLSchema {
  const type = schema.getType('CurrencyCode');
  if (!isEnumType(type)) return schema;
  const parseValue = type.parseValue.bind(type);
  const parseLiteral = type.parseLiteral.bind(type);
  type.parseValue = (value): unknown => naming((): unknown => parseValue(value));
  type.parseLiteral = (node, variables): unknown => naming((): unknown => parseLiteral(node, variables));
  return schema;
}

function naming<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const extensions = { code: 'BAD_USER_INPUT', currencies: storeCurrencies };
    throw new GraphQLError(`${error.message.replace(/\.$/, '')}: ${sold}`, {
      nodes: error.nodes ?? null,
      extensions,
    });
  }
}
