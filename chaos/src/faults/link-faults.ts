import type { ChaosStore } from '../store/chaos-store.ts';
import type { Link } from '../store/links.ts';
import type { ProxyMode } from '../store/tcp-proxy.ts';
import type { Fault, FaultKind } from './fault.ts';

/** A process cannot reach one of its services: connections are refused, or nothing answers. */
export const partition: FaultKind = {
  name: 'partition',
  create: ({ chaos, random }) => {
    const link = random.pick(chaos.links.all.filter(({ to }) => to !== 'subgraph'));
    return spoiling([link], random.pick(['refuse', 'silent'] as const));
  },
};

/** A gateway cannot reach a subgraph, or orders cannot reach carts. */
export const subgraphPartition: FaultKind = {
  name: 'subgraph unreachable',
  create: ({ chaos, random }) => {
    const link = random.pick(linksTo(chaos, 'subgraph'));
    return spoiling([link], random.pick(['refuse', 'silent', 'mute', 'slow'] as const));
  },
};

/** Requests to the payment provider and its answers take a second longer each. */
export const providerSlow = providerKind('provider slow', 'slow');

/** The payment provider answers 503 to everything. */
export const providerFailing = providerKind('provider failing', 'failing');

/** The payment provider carries out requests, but its answers are lost. */
export const providerMute = providerKind('provider mute', 'mute');

/** The payment provider's webhooks are lost, and sent again later. */
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

/** Notifications can reach none of its services. */
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
