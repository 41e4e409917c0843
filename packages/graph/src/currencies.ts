import { graphqlError } from '@cartwright/errors';
import { preferredCurrency, storeCurrencies, type StoreCurrency } from '@cartwright/money';
import { GraphQLError, isEnumType, type ASTNode, type GraphQLSchema, type ValueNode } from 'graphql';

const currencyHeader = 'x-currency';
const sold = `The store sells in ${new Intl.ListFormat('en').format(storeCurrencies)}.`;

/**
 * The currency that a request's header `x-currency` asks for, in any case; the store's first without one.
 * @throws BAD_USER_INPUT when the store does not sell in it
 */
export function requestedCurrency(headers: Readonly<Record<string, unknown>>): StoreCurrency {
  const asked = headers[currencyHeader];
  const currency = preferredCurrency(typeof asked === 'string' ? asked : undefined);
  if (currency !== undefined) return currency;
  throw graphqlError('BAD_USER_INPUT', `The header ${currencyHeader} names no currency on offer. ${sold}`, {
    header: currencyHeader,
    currencies: storeCurrencies,
  });
}

/**
 * Has a schema refuse, where an argument or a variable names a currency, all that the store does not sell in, and say in which it
 * does. What is answered may be in any. Changes the schema that it is given.
 */
export function withCurrencies(schema: GraphQLSchema): GraphQLSchema {
  const type = schema.getType('CurrencyCode');
  if (!isEnumType(type)) return schema;
  const parseValue = type.parseValue.bind(type);
  const parseLiteral = type.parseLiteral.bind(type);
  type.parseValue = (value): unknown => soldIn((): unknown => parseValue(value));
  type.parseLiteral = (node, variables): unknown =>
    soldIn((): unknown => parseLiteral(node, variables), node);
  return schema;
}

/** What was asked for, where the store sells in it. */
function soldIn(parse: () => unknown, node?: ValueNode): unknown {
  const asked = parsed(parse);
  if (storeCurrencies.some((currency) => currency === asked)) return asked;
  throw refused(`"${String(asked)}" is not on offer.`, node === undefined ? null : [node]);
}

function parsed(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof GraphQLError) throw refused(error.message, error.nodes ?? null);
    throw error;
  }
}

function refused(reason: string, nodes: readonly ASTNode[] | null): GraphQLError {
  const extensions = { code: 'BAD_USER_INPUT', currencies: storeCurrencies };
  return new GraphQLError(`${reason} ${sold}`, { nodes, extensions });
}
