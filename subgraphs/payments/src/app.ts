import { defineSubgraph, type Room } from '@cartwright/subgraph';
import { createPursuing } from './charging/door.ts';
import { chargingRoom } from './charging/room.ts';
import { configSchema, type Config } from './config.ts';
import { fraudRoom } from './fraud/room.ts';
import type { Tables } from './generated/tables.ts';
import type { Parts } from './parts.ts';
import { personalDataRoom } from './personal-data/room.ts';
import { planning } from './planning.ts';
import { createSimulatorProvider, type PaymentProvider } from './provider/door.ts';
import { providerRoom } from './provider/room.ts';
import { receiptsRoom } from './receipts/room.ts';
import { webhooksRoom } from './webhooks/room.ts';

/** The capabilities of payments, with a provider that takes the payments. */
export function paymentsRooms(parts: Parts, provider: PaymentProvider): readonly Room<Tables>[] {
  const pursuing = createPursuing(parts, provider);
  return [
    providerRoom(parts, provider),
    receiptsRoom(parts),
    fraudRoom(parts),
    chargingRoom(parts, pursuing),
    webhooksRoom(parts, provider, pursuing),
    personalDataRoom(parts),
  ];
}

/** The only subgraph that talks to a payment provider. */
export const payments = defineSubgraph<Config, Tables>({
  name: 'payments',
  schemaFile: new URL('../schema.graphql', import.meta.url),
  configSchema,
  ...planning,
  rooms: (parts) => {
    const { PAYMENT_SIMULATOR_URL: url, PAYMENT_WEBHOOK_SECRETS: webhookSecrets } = parts.config;
    return paymentsRooms(parts, createSimulatorProvider({ url, webhookSecrets, now: parts.now }));
  },
});
