import { randomUUID } from 'node:crypto';
import { findVariant } from '../support/shopper.ts';
import { act, idOf, visitor, type Uses } from './acting.ts';

/** Two pieces that a supplier is to bring. */
const newShipment = async (): Promise<string> => {
  const { id: variantId } = await findVariant(visitor, 20, 31);
  const made = await act(
    'inboundShipmentCreate',
    { idempotencyKey: randomUUID(), lines: [{ variantId, quantity: 2 }] },
    '... on InboundShipmentCreateSuccess { shipment { id } }',
  );
  return idOf(made, 'shipment');
};

/** How staff use what suppliers bring. */
export const inboundShipmentUses: Uses = {
  inboundShipmentCreate: async () => {
    const id = await newShipment();
    await act('inboundShipmentCancel', { id });
    return id;
  },
  inboundShipmentUpdate: async () => {
    const id = await newShipment();
    await act('inboundShipmentUpdate', { id, version: 1, reference: 'PO 1' });
    await act('inboundShipmentCancel', { id });
    return id;
  },
  inboundShipmentReceive: async () => {
    const id = await newShipment();
    await act('inboundShipmentReceive', { idempotencyKey: randomUUID(), id });
    return id;
  },
  inboundShipmentCancel: async () => {
    const id = await newShipment();
    await act('inboundShipmentCancel', { id });
    return id;
  },
};
