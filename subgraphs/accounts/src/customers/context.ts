import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { Dependencies } from './dependencies.ts';
import { findGroupsOf } from './repository/groups.ts';
import { changeMembers, deleteGroup, nameGroup } from './use-cases/change-groups.ts';
import { setAccess } from './use-cases/disable-customer.ts';
import { readCustomers, readGroups } from './use-cases/read-customers.ts';

/** What resolvers find in their context: the use cases of customers, and a loader that lives as long as the operation. */
export function customersContext(dependencies: Dependencies) {
  const read = bind(dependencies.database.statements, { findGroupsOf });
  const loaders = { groupsByUser: listByKey(read.findGroupsOf, ({ userId }) => userId) };
  const useCases = bind(dependencies, {
    readCustomers,
    readGroups,
    setAccess,
    nameGroup,
    deleteGroup,
    changeMembers,
  });
  return { customers: { ...useCases, loaders } };
}

export type CustomersContext = ReturnType<typeof customersContext>;
