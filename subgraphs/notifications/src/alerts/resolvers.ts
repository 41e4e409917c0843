import { toMoney } from '@cartwright/graph';
import { ownerIds, requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { clientNetworkOf } from '@cartwright/process';
import { asCurrencyCode } from '@cartwright/money';
import type { Resolvers } from '../generated/graphql.ts';
import type { AlertRow, Context } from '../graphql.ts';
import { listedAlerts } from './context.ts';
import type { AlertRefusal } from './use-cases/create-alert.ts';

/** What people wait for. */
export const resolvers = {
  Query: {
    alerts: async (_root, _args, context) => {
      const userIds = ownerIds(requireViewer(context));
      const lists = await Promise.all(userIds.map((id) => context.alerts.loaders.alerts.load(id)));
      return lists.flat().toSorted(latestFirst).slice(0, listedAlerts);
    },
  },
  User: {
    alerts: ({ id }, _args, { alerts }) => alerts.loaders.alerts.load(id),
  },
  Alert: {
    variant: ({ variantId }) => ({ id: variantId }),
    targetPrice: ({ currency, atMostMinor }) =>
      currency === null || atMostMinor === null ? null : toMoney(atMostMinor, asCurrencyCode(currency)),
  },
  Mutation: {
    stockAlertCreate: async (_root, { input }, context) => {
      const outcome = await context.alerts.createAlert({ ...input, ...who(context), kind: 'STOCK' });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'StockAlertCreateSuccess', alert: outcome.alert };
        case 'variant-available': {
          const message = 'This can be bought now.';
          return { __typename: 'AlertVariantAvailableError', message };
        }
        case 'variant-not-found':
        case 'mails-switched-off':
        case 'too-many-alerts':
        case 'invalid-input':
          return refusal(outcome);
      }
    },
    priceAlertCreate: async (_root, { input }, context) => {
      const outcome = await context.alerts.createAlert({ ...input, ...who(context), kind: 'PRICE' });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'PriceAlertCreateSuccess', alert: outcome.alert };
        case 'variant-available':
          throw new Error('An alert to a price does not ask for stock.');
        case 'variant-not-found':
        case 'mails-switched-off':
        case 'too-many-alerts':
        case 'invalid-input':
          return refusal(outcome);
      }
    },
    alertConfirm: async (_root, { input }, { alerts }) => {
      const outcome = await alerts.confirmAlert(input.token);
      switch (outcome.kind) {
        case 'confirmed':
          return { __typename: 'AlertConfirmSuccess', alert: outcome.alert };
        case 'link-invalid': {
          const message = 'This link does not work any more; please ask for the alert again.';
          return { __typename: 'AlertLinkInvalidError', message };
        }
        case 'too-many-alerts':
          return tooManyAlerts(outcome.limit);
      }
    },
    alertCancel: async (_root, { input }, context) => {
      const userIds = ownerIds(requireViewer(context));
      const outcome = await context.alerts.cancelAlert({ ...input, userIds });
      switch (outcome.kind) {
        case 'cancelled':
          return { __typename: 'AlertCancelSuccess', alert: outcome.alert };
        case 'alert-not-found':
          return { __typename: 'AlertNotFoundError', message: 'You have no such alert.' };
      }
    },
  },
} satisfies Resolvers;

/** What both ways of asking can be refused with. */
function refusal(outcome: AlertRefusal) {
  switch (outcome.kind) {
    case 'variant-not-found': {
      const message = 'The shop sells nothing of that id.';
      return { __typename: 'AlertVariantNotFoundError', message } as const;
    }
    case 'mails-switched-off': {
      const message = 'You have switched these mails off; please switch them on first.';
      return { __typename: 'MailsSwitchedOffError', message } as const;
    }
    case 'too-many-alerts':
      return tooManyAlerts(outcome.limit);
    case 'invalid-input':
      return invalidInputError(outcome.fields);
  }
}

function tooManyAlerts(limit: number) {
  const message = `${limit} wait already; please cancel some first, or try again later.`;
  return { __typename: 'TooManyAlertsError', message, limit } as const;
}

function who(context: Context) {
  return { userId: requireViewer(context).id, network: clientNetworkOf(context.request) };
}

function latestFirst(one: AlertRow, other: AlertRow): number {
  const later = other.createdAt.getTime() - one.createdAt.getTime();
  return later === 0 ? (one.id < other.id ? 1 : -1) : later;
}
