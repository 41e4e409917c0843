import type { VerifiedChain } from '@cartwright/audit';

const faults = {
  MISSING: 'is missing',
  CHANGED: 'was changed',
  UNLIKE_ITS_WITNESS: 'is not the one that was witnessed',
} as const;

/** What `npm run audit:verify` says of one domain. */
export function describeChain({ domain, witness, entries, witnessed, broken }: VerifiedChain): string {
  const name = domain.padEnd(14);
  if (broken !== undefined) {
    const entry = broken.entryId === null ? '' : ` (${broken.entryId})`;
    return `${name} BROKEN: entry ${broken.position}${entry} ${faults[broken.fault]}; the witness is ${witness}`;
  }
  return `${name} whole: ${entries} entries, ${witnessed} of them witnessed by ${witness}`;
}
