import { requirePermission, type ViewerContext } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { loadSignedIn, maySeePersonal, type UsersContext } from '../users/door.ts';
import type { CustomersContext } from './context.ts';

const requireManager = (context: ViewerContext) => requirePermission(context, 'CUSTOMERS_MANAGE').id;

const noSuchCustomer = {
  __typename: 'CustomerNotFoundError',
  message: 'There is no such customer.',
} as const;
const noSuchGroup = { __typename: 'CustomerGroupNotFoundError', message: 'There is no such group.' } as const;

async function setAccess(
  context: ViewerContext & UsersContext & CustomersContext,
  { id, isDisabled }: { readonly id: string; readonly isDisabled: boolean },
) {
  const { kind } = await context.customers.setAccess({ staffId: requireManager(context), id, isDisabled });
  if (kind === 'not-found') return noSuchCustomer;
  return { __typename: 'CustomerAccessSuccess' as const, user: await loadSignedIn(context, id) };
}

/** The resolvers of customers. */
export const resolvers = {
  Query: {
    customers: (_root, page, { customers }) => customers.readCustomers(page),
    customerGroups: (_root, _args, { customers }) => customers.readGroups(),
  },
  User: {
    disabledAt: (user, _args, context) => (maySeePersonal(context, user) ? user.disabledAt : null),
    customerGroups: (user, _args, context) =>
      maySeePersonal(context, user) ? context.customers.loaders.groupsByUser.load(user.id) : [],
  },
  Mutation: {
    customerDisable: (_root, { input: { id } }, context) => setAccess(context, { id, isDisabled: true }),
    customerEnable: (_root, { input: { id } }, context) => setAccess(context, { id, isDisabled: false }),
    customerGroupCreate: async (_root, { input }, context) => {
      const outcome = await context.customers.nameGroup({ ...input, staffId: requireManager(context) });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      if (outcome.kind === 'not-found') return null;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupRename: async (_root, { input }, context) => {
      const outcome = await context.customers.nameGroup({ ...input, staffId: requireManager(context) });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupDelete: async (_root, { input: { id } }, context) => {
      await context.customers.deleteGroup({ id, staffId: requireManager(context) });
      return { deletedId: id };
    },
    customerGroupMembersAdd: async (_root, { input }, context) => {
      const request = { ...input, staffId: requireManager(context), isMember: true };
      const outcome = await context.customers.changeMembers(request);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupMembersRemove: async (_root, { input }, context) => {
      const request = { ...input, staffId: requireManager(context), isMember: false };
      const outcome = await context.customers.changeMembers(request);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
  },
} satisfies Resolvers;
