import { getNamedType, isUnionType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { Field } from './with-arguments.ts';

/** Whether a field is a mutation that tells what is wrong with its input by `InvalidInputError`. */
export function answersInvalidInput(schema: GraphQLSchema, type: GraphQLObjectType, field: Field): boolean {
  const result = getNamedType(field.type);
  const isMutation = type === schema.getMutationType();
  return (
    isMutation && isUnionType(result) && result.getTypes().some(({ name }) => name === 'InvalidInputError')
  );
}
