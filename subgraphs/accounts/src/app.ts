import { createMessageSeal } from '@cartwright/identity';
import { defineSubgraph } from '@cartwright/subgraph';
import { availableParallelism } from 'node:os';
import { createAttempts } from './attempts/door.ts';
import { attemptsRoom } from './attempts/room.ts';
import { addressBookRoom } from './address-book/room.ts';
import { apiKeysRoom } from './api-keys/room.ts';
import { configSchema, relyingPartyOf, staffNeedSecondFactor, type Config } from './config.ts';
import { customersRoom } from './customers/room.ts';
import { dataRequestsRoom } from './data-requests/room.ts';
import { emailRoom } from './email/room.ts';
import type { Tables } from './generated/tables.ts';
import { createIdentityLinks } from './identity-providers/door.ts';
import { identityProvidersRoom } from './identity-providers/room.ts';
import { metafieldsRoom } from './metafields/room.ts';
import { createPasskeyChecks } from './passkeys/door.ts';
import { passkeysRoom } from './passkeys/room.ts';
import { passwordsRoom } from './passwords/room.ts';
import { profileRoom } from './profile/room.ts';
import { registrationRoom } from './registration/room.ts';
import { createSecondFactors, createSignInGate } from './second-factors/door.ts';
import { secondFactorsRoom } from './second-factors/room.ts';
import { createAccessTokens, createPasswords, createSessionEnds } from './sessions/door.ts';
import { sessionsRoom } from './sessions/room.ts';
import { staffRoom } from './staff/room.ts';
import { transferRoom } from './transfer/room.ts';
import { usersRoom } from './users/room.ts';

/** Who may use the store, and what it knows of them. It consumes what the others answer to what persons ask about their data. */
export const accounts = defineSubgraph<Config, Tables>({
  name: 'accounts',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  seals: ({ NOTIFICATIONS_SEAL_KEY }) => ({ own: createMessageSeal(NOTIFICATIONS_SEAL_KEY) }),
  rooms: async (parts) => {
    const accessTokens = await createAccessTokens(parts.config.TOKEN_PRIVATE_KEY, {
      staffNeedSecondFactor: staffNeedSecondFactor(parts.config),
    });
    const passwords = await createPasswords(availableParallelism());
    const ends = createSessionEnds(parts);
    const relyingParty = relyingPartyOf(parts.config);
    const passkeyChecks = createPasskeyChecks({ relyingParty, now: parts.now });
    const attempts = createAttempts(parts);
    const secondFactors = createSecondFactors(parts, {
      accessTokens,
      passwords,
      ends,
      attempts,
      passkeyChecks,
      links: createIdentityLinks(parts),
    });
    const gate = createSignInGate(secondFactors);
    const shared = { accessTokens, passwords, ends, gate, attempts };
    return [
      usersRoom(parts),
      attemptsRoom(parts),
      sessionsRoom(parts, shared),
      secondFactorsRoom(parts, secondFactors),
      passkeysRoom(parts, { ...secondFactors, relyingParty }),
      identityProvidersRoom(parts, { ...secondFactors, gate }),
      passwordsRoom(parts, shared),
      emailRoom(parts, secondFactors),
      customersRoom(parts, shared),
      metafieldsRoom(parts),
      profileRoom(parts),
      addressBookRoom(parts),
      registrationRoom(parts, shared),
      staffRoom(parts, shared),
      apiKeysRoom(parts, shared),
      dataRequestsRoom(parts, secondFactors),
      transferRoom(parts),
    ];
  },
});
