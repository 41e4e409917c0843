import { randomUUID } from 'node:crypto';
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';

/** Values that exist in the store, by the names of the positions that take them. */
export type Known = Readonly<Record<string, unknown>>;

/** What a position of this name usually holds. */
const byName: Readonly<Record<string, unknown>> = {
  password: 'correct horse battery',
  countryCode: 'DE',
  postalCode: '10115',
  locale: 'en',
  phone: '+49 30 123456',
  shippingMethod: 'standard',
  code: 'standard',
  token: 'sim_ok',
  paymentMethodToken: 'sim_ok',
  number: 'CW-100001',
  carrier: 'DHL',
  rating: 5,
};

const byType: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 1.5,
  Boolean: false,
  Decimal: '1.00',
  DateTime: '2026-05-04T09:30:00Z',
  URL: 'https://shop.example.com/',
  JSON: {},
  CurrencyCode: 'EUR',
  ProductFileContent: 'PRODUCTS',
};

/** A value that fits a position: only what is required is set. */
export function valueFor(type: GraphQLInputType, name: string, known: Known): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, name, known);
  if (isListType(type)) return [valueFor(type.ofType, name, known)];
  if (isEnumType(type)) return byType[type.name] ?? type.getValues()[0]?.name;
  if (isInputObjectType(type)) return requiredOf(Object.values(type.getFields()), known);
  if (name in known) return known[name];
  if (name === 'email') return `shopper-${randomUUID()}@example.com`;
  if (type.name === 'ID' || name === 'idempotencyKey') return randomUUID();
  return byName[name] ?? byType[type.name] ?? 'text';
}

function requiredOf(fields: readonly GraphQLInputField[], known: Known): Record<string, unknown> {
  const required = fields.filter(
    ({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined,
  );
  return Object.fromEntries(required.map(({ name, type }) => [name, valueFor(type, name, known)]));
}
