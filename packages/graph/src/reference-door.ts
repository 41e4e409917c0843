import { badUserInput } from '@cartwright/errors';
import { isObjectType, type GraphQLSchema } from 'graphql';
import { fieldsWithArguments, withArguments, type Given } from './with-arguments.ts';

/**
 * Refuses references to entities that name no type of a schema, or have no text for their id, before anything is done with
 * them: BAD_USER_INPUT naming the place. Nothing else looks at them: `_Any` has no fields.
 */
export function refuseBadReferences(schema: GraphQLSchema): GraphQLSchema {
  for (const { type, field } of fieldsWithArguments(schema)) {
    if (type === schema.getQueryType() && field.name === '_entities')
      withArguments(field, (given) => refuseIn(schema, given));
  }
  return schema;
}

function refuseIn(schema: GraphQLSchema, given: Given): Given {
  const references = given['representations'] as readonly unknown[];
  for (const [index, reference] of references.entries()) {
    const place = `representations.${index}`;
    if (typeof reference !== 'object' || reference === null)
      throw badUserInput(`${place} is no reference to an entity.`, place);
    const { __typename: name, id } = reference as { readonly __typename?: unknown; readonly id?: unknown };
    const type = typeof name === 'string' ? schema.getType(name) : undefined;
    if (!isObjectType(type))
      throw badUserInput(`${place}.__typename is no type of this schema.`, `${place}.__typename`);
    if ('id' in type.getFields() && typeof id !== 'string')
      throw badUserInput(`${place}.id is no text.`, `${place}.id`);
  }
  return given;
}
