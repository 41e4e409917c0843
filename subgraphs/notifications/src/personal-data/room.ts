import { createPersonalDataRoom, type PersonalData, type Room } from '@cartwright/subgraph';
import { forgetCustomer } from '../announcing/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';

const personalData: PersonalData<Tables> = {
  domain: 'notifications',
  collect: () => Promise.resolve({}),
  erase: async (tx, { customerId }) => {
    await forgetCustomer(tx, customerId);
    return null;
  },
};

/** What notifications keeps of persons: shown to them, and erased. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  return { ...createPersonalDataRoom(parts, personalData), resolvers };
}
