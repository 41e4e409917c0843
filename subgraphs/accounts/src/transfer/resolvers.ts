import { requirePermission } from '@cartwright/identity';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, sayingWhy } from '../roles/door.ts';

/** Customers as files. */
export const resolvers = {
  Mutation: sayingWhy({
    customerExportCreate: async (_root, { input }, context) => {
      const by = actorOf(requirePermission(context, 'CUSTOMERS_READ'), input);
      const groupIds = input.filters?.groupIds ?? null;
      const created = await context.transfer.createExport({ by, format: input.format, groupIds });
      return { __typename: 'CustomerExportCreateSuccess', ...created };
    },
  } satisfies Resolvers['Mutation']),
} satisfies Resolvers;
