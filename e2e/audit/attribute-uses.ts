import { randomUUID } from 'node:crypto';
import { act, idOf, staff, type Uses } from './acting.ts';
import { newProduct } from './catalogue-uses.ts';

const attributes = [
  { key: 'audited-note', name: 'Note', type: 'TEXT' },
  { key: 'audited-length', name: 'Length', type: 'NUMBER', owner: 'VARIANT' },
];
const newType = async (): Promise<string> =>
  idOf(
    await act(
      'productTypeCreate',
      { name: `Kind ${randomUUID()}`, attributes },
      '... on ProductTypeCreateSuccess { productType { id } }',
    ),
    'productType',
  );

/** A draft of a type of its own, at its second version. */
async function described(): Promise<string> {
  const [id, productTypeId] = [await newProduct(), await newType()];
  const values = [{ key: 'audited-note', text: 'As it came.' }];
  await act('productAttributesUpdate', { id, version: 1, productTypeId, values });
  return id;
}

/** How staff use product types and attributes. */
export const attributeUses: Uses = {
  productTypeCreate: newType,
  productTypeUpdate: async () => {
    const id = await newType();
    await act('productTypeUpdate', { id, version: 1, attributes: attributes.slice(0, 1) });
    return id;
  },
  productTypeDelete: async () => {
    const id = await newType();
    await act('productTypeDelete', { id, version: 1 });
    return id;
  },
  productAttributesUpdate: described,
  productVariantAttributesUpdate: async () => {
    const id = await described();
    const { productPreview } = await staff.ask<{ productPreview: { variants: { id: string }[] } }>(
      'query ($id: ID!) { productPreview(id: $id) { variants { id } } }',
      { id },
    );
    const variants = productPreview.variants.map((variant) => ({
      variantId: variant.id,
      values: [{ key: 'audited-length', number: 12 }],
    }));
    await act('productVariantAttributesUpdate', { productId: id, version: 2, variants });
    return id;
  },
};
