import type { ChaosStore } from '../store/chaos-store.ts';
import type { Link } from '../store/links.ts';
import type { ProxyMode } from '../store/tcp-proxy.ts';
import type { Fault, FaultKind } from './fault.ts';

/** A process can not reach one of its services, for a refusal or for silence. */
export const partition: FaultKind = {
  name: 'partition',
  create: ({ chaos, random }) => {
    const link = random.pick(chaos.links.all.filter(({ to }) => to !== 'subgraph'));
    return spoiling([link], random.pick(['refuse', 'silent'] as const));
  },
};

/** A gateway can not reach a subgraph, or orders not carts. */
export const subgraphPartition: FaultKind = {
  name: 'subgraph unreachable',
  create: ({ chaos, random }) => {
    const link = random.pick(linksTo(chaos, 'subgraph'));
    return spoiling([link], random.pick(['refuse', 'silent', 'mute', 'slow'] as const));
  },
};

/** The payment provider takes a second longer each way. */
export const providerSlow = providerKind('provider slow', 'slow');

/** The payment provider answers 503 to everything. */
export const providerFailing = providerKind('provider failing', 'failing');

/** The payment provider does as it is told, and its answers are lost. */
export const providerMute = providerKind('provider mute', 'mute');

/** The payment provider's events are lost on the way, and told again later. */
export const webhooksLost: FaultKind = {
  name: 'webhooks lost',
  create: ({ chaos, random }) =>
    spoiling(linksTo(chaos, 'webhooks'), random.pick(['refuse', 'silent', 'mute', 'failing'] as const)),
};

/** No mail can be sent. */
export const mailPartition: FaultKind = {
  name: 'mail server unreachable',
  sparesCheckout: true,
  create: ({ chaos, random }) => spoiling(linksTo(chaos, 'smtp'), random.pick(['refuse', 'silent'] as const)),
};

/** Notifications can reach nothing that it needs. */
export const notificationsPartitioned: FaultKind = {
  name: 'notifications cut off',
  sparesCheckout: true,
  create: ({ chaos, random }) =>
    spoiling(
      chaos.links.all.filter(({ process }) => process === 'notifications'),
      random.pick(['refuse', 'silent'] as const),
    ),
};

function providerKind(name: string, mode: ProxyMode): FaultKind {
  return { name, create: ({ chaos }) => spoiling(linksTo(chaos, 'simulator'), mode) };
}

function linksTo(chaos: ChaosStore, to: Link['to']): readonly Link[] {
  return chaos.links.all.filter((link) => link.to === to);
}

function spoiling(links: readonly Link[], mode: ProxyMode): Fault {
  const become = (next: ProxyMode): Promise<void> => {
    for (const { proxy } of links) proxy.become(next);
    return Promise.resolve();
  };
  return {
    parts: links.map(({ name }) => name),
    what: `${mode} on ${links.map(({ name }) => name).join(', ')}`,
    begin: () => become(mode),
    heal: () => become('open'),
  };
}
