import { useGraphiQL } from '@graphiql/react';
import type { GraphQLObjectType } from 'graphql';
import { isForStaff } from '../schema/sort-introspection.ts';

/** Every operation that only staff may use, with what it is for. */
export function StaffOperations() {
  const schema = useGraphiQL((state) => state.schema);
  const roots = [schema?.getQueryType(), schema?.getMutationType(), schema?.getSubscriptionType()];
  const fields = roots.filter((type): type is GraphQLObjectType => type != null).flatMap(staffFieldsOf);
  if (fields.length === 0) return null;
  return (
    <details>
      <summary>All operations for staff</summary>
      <dl>
        {fields.map(({ name, description }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function staffFieldsOf(type: GraphQLObjectType) {
  return Object.values(type.getFields()).filter(isForStaff);
}
