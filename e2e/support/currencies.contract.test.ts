import { readFile } from 'node:fs/promises';
import { Kind, parse } from 'graphql';
import { expect, it } from 'vitest';
import { currencies } from './currencies.ts';

it('lists every currency that the store sells in', async () => {
  const supergraph = parse(await readFile(new URL('../../supergraph.graphql', import.meta.url), 'utf8'));
  const sold = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'CurrencyCode'
      ? (definition.values ?? []).map(({ name }) => name.value)
      : [],
  );
  expect([...currencies]).toEqual(sold);
});
