import { requirePermission, type ViewerContext } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, sayingWhy } from '../roles/door.ts';
import { loadSignedIn, maySeePersonal, type UsersContext } from '../users/door.ts';
import type { CustomersContext } from './context.ts';

const managerOf = (context: ViewerContext, input: { readonly reason?: string | null }) =>
  actorOf(requirePermission(context, 'CUSTOMERS_MANAGE'), input);

const noSuchCustomer = {
  __typename: 'CustomerNotFoundError',
  message: 'There is no such customer.',
} as const;
const noSuchGroup = { __typename: 'CustomerGroupNotFoundError', message: 'There is no such group.' } as const;

async function setAccess(
  context: ViewerContext & UsersContext & CustomersContext,
  input: { readonly id: string; readonly reason?: string | null },
  isDisabled: boolean,
) {
  const { id } = input;
  const { kind } = await context.customers.setAccess({ by: managerOf(context, input), id, isDisabled });
  if (kind === 'not-found') return noSuchCustomer;
  return { __typename: 'CustomerAccessSuccess' as const, user: await loadSignedIn(context, id) };
}

/** The resolvers of customers. */
export const resolvers = {
  Query: {
    customers: (_root, { filters, ...page }, { customers }) =>
      customers.readCustomers({ ...page, email: filters?.email }),
    customerGroups: (_root, _args, { customers }) => customers.readGroups(),
  },
  User: {
    disabledAt: (user, _args, context) => (maySeePersonal(context, user) ? user.disabledAt : null),
    customerGroups: (user, _args, context) =>
      maySeePersonal(context, user) ? context.customers.loaders.groupsByUser.load(user.id) : [],
  },
  Mutation: sayingWhy({
    customerDisable: (_root, { input }, context) => setAccess(context, input, true),
    customerEnable: (_root, { input }, context) => setAccess(context, input, false),
    customerGroupCreate: async (_root, { input }, context) => {
      const outcome = await context.customers.nameGroup({ ...input, by: managerOf(context, input) });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      if (outcome.kind === 'not-found') return null;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupRename: async (_root, { input }, context) => {
      const outcome = await context.customers.nameGroup({ ...input, by: managerOf(context, input) });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupDelete: async (_root, { input }, context) => {
      await context.customers.deleteGroup({ id: input.id, by: managerOf(context, input) });
      return { __typename: 'CustomerGroupDeleteSuccess', deletedId: input.id };
    },
    customerGroupMembersAdd: async (_root, { input }, context) => {
      const request = { ...input, by: managerOf(context, input), isMember: true };
      const outcome = await context.customers.changeMembers(request);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
    customerGroupMembersRemove: async (_root, { input }, context) => {
      const request = { ...input, by: managerOf(context, input), isMember: false };
      const outcome = await context.customers.changeMembers(request);
      if (outcome.kind === 'not-found') return noSuchGroup;
      return { __typename: 'CustomerGroupSuccess', group: outcome.group };
    },
  } satisfies Resolvers['Mutation']),
} satisfies Resolvers;
