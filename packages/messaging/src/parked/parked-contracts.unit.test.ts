import { domains } from '@cartwright/events';
import { expect, it } from 'vitest';
import { messageParked } from './message-parked.ts';
import { parkedMessageDiscard, parkedMessageReplay, parkedMessageResolved } from './parked-contracts.ts';

const contracts = [
  parkedMessageReplay,
  parkedMessageDiscard,
  ...domains.map(messageParked),
  ...domains.map(parkedMessageResolved),
];

it.each(contracts.map((contract) => [`${contract.source} ${contract.type}`, contract] as const))(
  'reads the stored samples of %s',
  (_name, contract) => {
    for (const sample of contract.samples) expect(contract.schema.parse(sample)).toEqual(sample);
  },
);
