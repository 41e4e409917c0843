import {
  GraphQLError,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { inspect } from 'node:util';
import type { FieldPlan } from './plan.ts';

/** An abstract type that a value was resolved for. */
export interface Abstract {
  readonly schema: GraphQLSchema;
  readonly type: GraphQLAbstractType;
  readonly field: FieldPlan;
}

/** The object type that a value of an abstract type names. @throws GraphQLError when it names none that the type can be */
export function runtimeTypeNamed({ schema, type, field }: Abstract, name: unknown): GraphQLObjectType {
  const place = `${field.parentType.name}.${field.fieldName}`;
  if (name == null) {
    throw new GraphQLError(
      `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${place}". Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  }
  const found = typeof name === 'string' ? schema.getType(name) : undefined;
  if (!isObjectType(found) || !schema.isSubType(type, found)) {
    throw new GraphQLError(
      `Runtime Object type "${inspectedName(name)}" is not a possible type for "${type.name}".`,
    );
  }
  return found;
}

function inspectedName(name: unknown): string {
  return typeof name === 'string' ? name : inspect(name);
}
