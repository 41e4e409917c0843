import { createPersonalDataRoom, type PersonalData, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';

const personalData: PersonalData<Tables> = {
  domain: 'payments',
  collect: () => Promise.resolve({}),
  erase: () => Promise.resolve(null),
};

/** What payments keeps of persons: shown to them, and erased. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  return { ...createPersonalDataRoom(parts, personalData), resolvers };
}
