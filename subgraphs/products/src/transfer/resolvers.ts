import { chosen } from '@cartwright/graph';
import { badUserInput } from '@cartwright/errors';
import { hasPermission, requirePermission, requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { ProductImport } from './door.ts';

/** Products, prices and stock as files. */
export const resolvers = {
  Query: {
    productImport: (_root, { id }, { transfer }) => transfer.readImport(id),
    productImports: (_root, page, { transfer }) => transfer.readImports(page),
  },
  Mutation: {
    productExportCreate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.transfer.createExport({ ...input, staffId });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'ProductExportCreateSuccess', url: outcome.url, expiresAt: outcome.expiresAt };
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productImportCreate: async (_root, { input }, context) => {
      const viewer = requireViewer(context);
      if (input.content === 'PRICES') requirePermission(context, 'PRICES_MANAGE');
      if (input.content === 'STOCK') requirePermission(context, 'STOCK_MANAGE');
      const maySetPrices = hasPermission(viewer, 'PRICES_MANAGE');
      const outcome = await context.transfer.createImport({ ...input, staffId: viewer.id, maySetPrices });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'ProductImportCreateSuccess', productImport: outcome.import };
        case 'upload-not-found':
          return {
            __typename: 'UploadNotFoundError',
            message: 'There is no such upload.',
            uploadId: input.uploadId,
          };
        case 'refused':
          return { __typename: 'UploadRefusedError', message: messages[outcome.fault], fault: outcome.fault };
        case 'category-not-found': {
          const { categoryId } = outcome;
          return { __typename: 'CategoryNotFoundError', message: 'There is no such category.', categoryId };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productImportCancel: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.transfer.cancelImport({ ...input, staffId });
      switch (outcome.kind) {
        case 'cancelled':
          return { __typename: 'ProductImportCancelSuccess', productImport: outcome.import };
        case 'not-found': {
          const message = 'There is no such import.';
          return { __typename: 'ProductImportNotFoundError', message, productImportId: input.id };
        }
        case 'over': {
          const message = 'This import is over.';
          return { __typename: 'ProductImportOverError', message, status: outcome.status };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Subscription: {
    productImportChanged: {
      subscribe: async (_root, { id }, { transfer }) => {
        const events = await transfer.followImport(id);
        if (events === null) throw badUserInput('There is no such import.', 'id');
        return events;
      },
      resolve: (event: ProductImport) => event,
    },
  },
  ProductImport: {
    currencyCode: ({ currency }) => currency,
    lines: ({ id: importId }, { filters, ...page }, { transfer }) =>
      transfer.readLines({ importId, outcomes: chosen(filters?.outcomes) }, page),
  },
  ProductImportLine: {
    product: ({ productId }, _args, { catalogue }) =>
      productId === null ? null : catalogue.ofStaff().product.load(productId),
  },
} satisfies Resolvers;

const messages = {
  NOT_ARRIVED: 'Nothing has arrived yet. Please send the file first.',
  WRONG_SIZE: 'This file is not as long as was said before.',
  WRONG_TYPE: 'This is not a file that can be imported: send text/csv or application/jsonl.',
} as const;
