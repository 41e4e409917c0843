import { act, idOf, mark, type Uses } from './acting.ts';

let definitions = 0;
const newDefinition = async (): Promise<string> =>
  idOf(
    await act(
      'catalogueMetafieldDefinitionSet',
      {
        ...{ ownerType: 'COLLECTION', namespace: 'audit', key: `k${mark}-${definitions++}` },
        ...{ type: 'INTEGER', name: 'Number', visibility: 'PRIVATE', minimum: '1' },
      },
      '... on CatalogueMetafieldDefinitionSetSuccess { metafieldDefinition { id } }',
    ),
    'metafieldDefinition',
  );

/** How staff lay down what metafields are like. */
export const metafieldUses: Uses = {
  catalogueMetafieldDefinitionSet: newDefinition,
  catalogueMetafieldDefinitionDelete: async () => {
    const id = await newDefinition();
    await act('catalogueMetafieldDefinitionDelete', { id });
    return id;
  },
};
