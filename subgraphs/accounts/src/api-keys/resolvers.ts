import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, grantOf, permissionMissing, sayingWhy } from '../roles/door.ts';

const notFound = { __typename: 'ApiKeyNotFoundError', message: 'There is no such key.' } as const;

/** The resolvers of keys for machines. */
export const resolvers = {
  Query: {
    apiKeys: (_root, page, context) => context.apiKeys.readKeys(page),
  },
  ApiKey: {
    permissions: ({ permissions }) => [...grantOf({ isOwner: false, permissions }).permissions],
    createdBy: ({ createdBy }, _args, { staff }) => staff.loaders.byId.load(createdBy),
    activeSecretCount: async ({ id, revokedAt, expiresAt }, _args, { apiKeys }) => {
      if (revokedAt !== null || (expiresAt !== null && expiresAt <= apiKeys.now())) return 0;
      return (await apiKeys.loaders.secretsByKey.load(id))?.count ?? 0;
    },
  },
  Mutation: {
    apiKeySessionCreate: async (_root, { input: { key } }, { apiKeys, request }) => {
      const network = request.headers['x-client-network'] ?? null;
      const outcome = await apiKeys.createKeySession({ key, network });
      if (outcome.kind === 'refused') {
        return { __typename: 'ApiKeyRefusedError', message: 'This key is not known, or is over.' };
      }
      const { token: accessToken, expiresAt: accessTokenExpiresAt } = outcome;
      return { __typename: 'ApiKeySessionCreateSuccess', accessToken, accessTokenExpiresAt };
    },
    ...sayingWhy({
      apiKeyCreate: async (_root, { input }, context) => {
        const outcome = await context.apiKeys.createKey({
          ...input,
          viewer: actorOf(requireViewer(context), input),
        });
        switch (outcome.kind) {
          case 'made':
            return { __typename: 'ApiKeyCreateSuccess', apiKey: outcome.key, secret: outcome.secret };
          case 'permission-missing':
            return permissionMissing(outcome);
          case 'invalid-input':
            return invalidInputError(outcome.fields);
        }
      },
      apiKeyRotate: async (_root, { input }, context) => {
        const { id, overlapMinutes } = input;
        const viewer = actorOf(requireViewer(context), input);
        const outcome = await context.apiKeys.rotateKey({ id, overlapMinutes, viewer });
        switch (outcome.kind) {
          case 'rotated': {
            const { key: apiKey, secret, formerSecretsExpireAt } = outcome;
            return { __typename: 'ApiKeyRotateSuccess', apiKey, secret, formerSecretsExpireAt };
          }
          case 'key-not-found':
            return notFound;
          case 'permission-missing':
            return permissionMissing(outcome);
          case 'invalid-input':
            return invalidInputError(outcome.fields);
        }
      },
      apiKeyRevoke: async (_root, { input }, context) => {
        const viewer = actorOf(requireViewer(context), input);
        const outcome = await context.apiKeys.endKey({ id: input.id, viewer });
        return outcome.kind === 'revoked'
          ? { __typename: 'ApiKeyRevokeSuccess', apiKey: outcome.key }
          : notFound;
      },
    } satisfies Resolvers['Mutation']),
  },
} satisfies Resolvers;
