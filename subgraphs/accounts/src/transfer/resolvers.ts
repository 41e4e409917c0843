import { badUserInput } from '@cartwright/errors';
import { chosen } from '@cartwright/graph';
import { requirePermission } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, sayingWhy } from '../roles/door.ts';
import type { CustomerImport } from './door.ts';

/** Customers as files. */
export const resolvers = {
  Query: {
    customerImport: (_root, { id }, { transfer }) => transfer.readImport(id),
    customerImports: (_root, page, { transfer }) => transfer.readImports(page),
  },
  Mutation: sayingWhy({
    customerExportCreate: async (_root, { input }, context) => {
      const by = actorOf(requirePermission(context, 'CUSTOMERS_READ'), input);
      const groupIds = input.filters?.groupIds ?? null;
      const created = await context.transfer.createExport({ by, format: input.format, groupIds });
      return { __typename: 'CustomerExportCreateSuccess', ...created };
    },
    customerImportCreate: async (_root, { input }, context) => {
      const by = actorOf(requirePermission(context, 'CUSTOMERS_MANAGE'), input);
      const outcome = await context.transfer.createImport({ ...input, by });
      if (outcome.kind === 'invalid-input') return invalidInputError(outcome.fields);
      const { import: customerImport, uploadUrl, uploadExpiresAt } = outcome;
      return { __typename: 'CustomerImportCreateSuccess', customerImport, uploadUrl, uploadExpiresAt };
    },
    customerImportCancel: async (_root, { input }, context) => {
      const by = actorOf(requirePermission(context, 'CUSTOMERS_MANAGE'), input);
      const outcome = await context.transfer.cancelImport({ id: input.id, by });
      switch (outcome.kind) {
        case 'cancelled':
          return { __typename: 'CustomerImportCancelSuccess', customerImport: outcome.import };
        case 'not-found': {
          const message = 'There is no such import.';
          return { __typename: 'CustomerImportNotFoundError', message, customerImportId: input.id };
        }
        case 'over': {
          const message = 'This import is over.';
          return { __typename: 'CustomerImportOverError', message, status: outcome.status };
        }
      }
    },
  } satisfies Resolvers['Mutation']),
  Subscription: {
    customerImportChanged: {
      subscribe: async (_root, { id }, { transfer }) => {
        const events = await transfer.followImport(id);
        if (events === null) throw badUserInput('There is no such import.', 'id');
        return events;
      },
      resolve: (event: CustomerImport) => event,
    },
  },
  CustomerImport: {
    lines: ({ id: importId }, { filters, ...page }, { transfer }) =>
      transfer.readLines({ importId, outcomes: chosen(filters?.outcomes) }, page),
  },
  CustomerImportLine: {
    customer: ({ customerId }, _args, { users }) =>
      customerId === null ? null : users.loaders.byId.load(customerId),
  },
} satisfies Resolvers;
