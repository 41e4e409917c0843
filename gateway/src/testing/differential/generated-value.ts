import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
  type GraphQLEnumType,
  type GraphQLInputType,
} from 'graphql';

/** A number from 0 to `choices` - 1. */
export type Pick = (choices: number) => number;

/** Of the store's scalars, what they take. */
const scalarValues: Readonly<Record<string, readonly unknown[]>> = {
  Int: [1, 2, 5],
  Float: [0.5, 2],
  Boolean: [true, false],
  DateTime: ['2026-05-04T09:30:00.000Z'],
  Decimal: ['1.50'],
  URL: ['https://example.com/'],
};

/** A value of an input type, as JSON has it. */
export function valueOf(type: GraphQLInputType, pick: Pick): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [valueOf(nullable.ofType, pick)];
  if (isEnumType(nullable)) {
    const values = takenValues(nullable);
    return values[pick(values.length)];
  }
  if (!isInputObjectType(nullable)) {
    const values = scalarValues[nullable.name] ?? ['1', '2'];
    return values[pick(values.length)];
  }
  const required = Object.values(nullable.getFields()).filter(isRequiredInputField);
  return Object.fromEntries(required.map((field) => [field.name, valueOf(field.type, pick)]));
}

/** The values of an enum that the schema takes: there are more currencies than the store sells in. */
function takenValues(type: GraphQLEnumType): readonly string[] {
  return type.getValues().flatMap(({ name }) => {
    try {
      type.parseValue(name);
      return [name];
    } catch {
      return [];
    }
  });
}

/** The same, as a document has it. */
export function literalOf(type: GraphQLInputType, pick: Pick): string {
  return literal(type, valueOf(type, pick));
}

function literal(type: GraphQLInputType, value: unknown): string {
  const nullable = getNullableType(type);
  if (isListType(nullable) && Array.isArray(value))
    return `[${value.map((one) => literal(nullable.ofType, one)).join(', ')}]`;
  if (isEnumType(nullable)) return String(value);
  if (!isInputObjectType(nullable)) return JSON.stringify(value);
  const types = nullable.getFields();
  const given = Object.entries(value as Record<string, unknown>).flatMap(([name, inner]) => {
    const field = types[name];
    return field === undefined ? [] : [`${name}: ${literal(field.type, inner)}`];
  });
  return `{ ${given.join(', ')} }`;
}
