import {
  GraphQLError,
  GraphQLScalarType,
  isScalarType,
  Kind,
  valueFromASTUntyped,
  type GraphQLSchema,
  type ValueNode,
} from 'graphql';
import { badUserInput } from '@cartwright/errors';
import { z } from 'zod';

/** With a zone, on a day that the calendar has, and within what databases keep and others read: the years 1 to 9999 of UTC. */
export const instantText = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((instant) => instant.getUTCFullYear() >= 1 && instant.getUTCFullYear() <= 9_999);
const decimalPattern = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** ISO 8601 date and time with any zone as input, in UTC as output: `2026-05-04T09:30:00.000Z`. A Date in resolvers. */
export const dateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'ISO 8601 date and time in UTC, such as `2026-05-04T09:30:00.000Z`.',
  serialize: (value) => serializeDate(value).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) =>
    placed(node, () => parseDateTime(node.kind === Kind.STRING ? node.value : undefined)),
});

/** A decimal number as a string, so that no client reads it as a float: `"12.34"`. */
export const decimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'A decimal number as a string, such as `"12.34"`.',
  serialize: parseDecimalText,
  parseValue: parseDecimalText,
  parseLiteral: (node) => {
    const isNumber = node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT;
    return placed(node, () => parseDecimalText(isNumber ? node.value : undefined));
  },
});

/** An absolute http or https URL. */
export const urlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute http or https URL.',
  serialize: String,
  parseValue: parseUrl,
  parseLiteral: (node) => placed(node, () => parseUrl(node.kind === Kind.STRING ? node.value : undefined)),
});

/** Any JSON value. */
export const jsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

/** The shared scalars by their name in SDL; `loadSchema` adds those that a schema declares. */
export const scalars = {
  DateTime: dateTimeScalar,
  Decimal: decimalScalar,
  URL: urlScalar,
  JSON: jsonScalar,
} as const;

/**
 * Lets a schema that was built from SDL alone read its scalars as subgraphs do: without this it takes anything for them.
 * Changes the schema that it is given.
 */
export function withScalars(schema: GraphQLSchema): GraphQLSchema {
  for (const { name, parseValue, parseLiteral } of Object.values<GraphQLScalarType>(scalars)) {
    const type = schema.getType(name);
    if (isScalarType(type)) Object.assign(type, { parseValue, parseLiteral });
  }
  return schema;
}

/** Says where in the document the literal stands that `parse` refuses. */
function placed<Value>(node: ValueNode, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, { nodes: node, extensions: error.extensions });
  }
}

function serializeDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'string') return new Date(value);
  throw new TypeError('A DateTime field must be resolved to a Date or a string.');
}

function parseDateTime(value: unknown): Date {
  const parsed = instantText.safeParse(typeof value === 'string' ? value.toUpperCase() : value);
  if (!parsed.success) {
    throw badUserInput('Expected an ISO 8601 date and time with its zone, such as 2026-05-04T09:30:00Z.');
  }
  return parsed.data;
}

function parseDecimalText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !decimalPattern.test(text)) {
    throw badUserInput('Expected a decimal number as a string, such as "12.34".');
  }
  return text;
}

function parseUrl(value: unknown): string {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw badUserInput('Expected an absolute http or https URL.');
  return url.href;
}
