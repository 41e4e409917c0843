import { describe, expect, it } from 'vitest';
import { contracts, subjectOf } from './mod.ts';

describe('message contracts', () => {
  it('gives each type to one message', () => {
    const types = contracts.map((contract) => contract.type);
    expect(types.length).toBeGreaterThan(15);
    expect(new Set(types).size).toBe(types.length);
  });

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s parses its stored samples and makes a valid subject of each',
    (_type, contract) => {
      expect(contract.samples.length).toBeGreaterThan(0);
      for (const sample of contract.samples) {
        const data = contract.schema.parse(sample);
        expect(contract.businessId(data)).not.toBe('');
        expect(subjectOf(contract.source, contract.type, contract.key(data))).toMatch(/^from(\.[\w-]+){5}$/);
      }
    },
  );

  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s tolerates a field that a newer sender added, and refuses an empty message',
    (_type, contract) => {
      const newer = { ...(contract.samples[0] as object), addedLater: true };
      expect(contract.schema.safeParse(newer).success).toBe(true);
      expect(contract.schema.safeParse({}).success).toBe(false);
    },
  );
});
