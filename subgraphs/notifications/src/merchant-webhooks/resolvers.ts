import { chosen } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';

/** What staff see of webhooks, and do to them. */
export const resolvers = {
  Query: {
    webhooks: (_root, _args, { merchantWebhooks }) => merchantWebhooks.readWebhooks(),
    webhook: (_root, { id }, { merchantWebhooks }) => merchantWebhooks.readWebhook(id),
    webhookDeliveries: (_root, { filters, ...asked }, { merchantWebhooks }) =>
      merchantWebhooks.readDeliveries({ ...asked, states: chosen(filters?.states) }),
  },
  WebhookDelivery: {
    event: ({ eventId }, _args, { merchantWebhooks: { loaders } }) =>
      eventId === null ? null : loaders.events.load(eventId),
    attemptCount: ({ attempts }) => attempts,
    attempts: ({ id }, _args, { merchantWebhooks: { loaders } }) => loaders.attempts.load(id),
    nextAttemptAt: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
  },
  Mutation: {
    webhookCreate: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.createWebhook({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'WebhookCreateSuccess', webhook: outcome.webhook, secret: outcome.secret };
        case 'too-many-webhooks':
          return tooManyWebhooks(outcome.limit);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    webhookUpdate: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.updateWebhook({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'WebhookUpdateSuccess', webhook: outcome.webhook };
        case 'webhook-changed': {
          const message = 'This webhook has been changed meanwhile.';
          return { __typename: 'WebhookChangedError', message, webhook: outcome.webhook };
        }
        case 'webhook-not-found':
          return notFound;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    webhookDelete: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.deleteWebhook({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'WebhookDeleteSuccess', webhookId: input.id };
        case 'webhook-not-found':
          return notFound;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    webhookSecretRotate: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.rotateSecret({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'rotated': {
          const { webhook, secret } = outcome;
          return { __typename: 'WebhookSecretRotateSuccess', webhook, secret };
        }
        case 'webhook-not-found':
          return notFound;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    webhookTest: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.testWebhook({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'queued':
          return { __typename: 'WebhookTestSuccess', delivery: await queued(outcome.deliveryId, context) };
        case 'webhook-not-enabled': {
          const message = 'Nothing is sent to this webhook; please enable it first.';
          return { __typename: 'WebhookNotEnabledError', message };
        }
        case 'webhook-not-found':
          return notFound;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    webhookReplay: async (_root, { input }, context) => {
      const outcome = await context.merchantWebhooks.replayEvents({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'queued': {
          const nextPosition = outcome.nextPosition?.toString() ?? null;
          return { __typename: 'WebhookReplaySuccess', eventCount: outcome.count, nextPosition };
        }
        case 'webhook-not-found':
          return notFound;
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

const notFound = { __typename: 'WebhookNotFoundError', message: 'There is no such webhook.' } as const;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function tooManyWebhooks(limit: number) {
  const message = `There are ${limit} webhooks already; please delete some first.`;
  return { __typename: 'TooManyWebhooksError', message, limit } as const;
}

async function queued(deliveryId: string, { merchantWebhooks: { loaders } }: Context) {
  const delivery = await loaders.deliveries.load(deliveryId);
  if (delivery === null) throw new Error('A delivery that was queued is not there any more.');
  return delivery;
}
