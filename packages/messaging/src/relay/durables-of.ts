import type { ConsumerInfo, JetStreamManager } from '@nats-io/jetstream';

/** The durable consumers of a stream; not the ephemeral ones that feed subscriptions. */
export async function durablesOf(manager: JetStreamManager, stream: string): Promise<ConsumerInfo[]> {
  const consumers = await Array.fromAsync(manager.consumers.list(stream));
  return consumers.filter(({ config }) => config.durable_name);
}
