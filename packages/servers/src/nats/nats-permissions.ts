import {
  categoryOf,
  contracts,
  domains,
  streamOf,
  toldSubjectOf,
  type Domain,
  type MessageContract,
} from '@cartwright/events';
import { auditRoutes } from '@cartwright/audit';
import { parkedMessageContractsOf } from '@cartwright/messaging';
import { durableName } from '@cartwright/messaging/core';

/** The subjects on which a login may publish, which are requests to JetStream too, and those that it may hear. */
export interface NatsPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
}

/** What the permissions follow from: who sends what to whom. */
export type Routes = readonly Pick<
  MessageContract,
  'type' | 'source' | 'readers' | 'isFollowed' | 'isAtMostOnce' | 'isFollowedByGateway'
>[];

/** Every message of the store. */
export const storeRoutes: Routes = [...contracts, ...parkedMessageContractsOf(domains), ...auditRoutes];

/** Which domain sees the state of all consumers, to tell staff how far behind each is. */
const overseer: Domain = 'orders';

interface Reading {
  readonly domain: Domain;
  readonly source: Domain;
  readonly category: string;
}

/**
 * What the login of a domain may do: publish its own subjects, keep its own stream, read others through its own durables, and
 * hear its own answers. NATS refuses everything else. What reads the domain's own stream it may reset, as a repair does.
 */
export function permissionsOf(domain: Domain, routes: Routes): NatsPermissions {
  const readings = readingsIn(routes);
  const told = routes.filter(({ isAtMostOnce }) => isAtMostOnce);
  return {
    publish: [
      `from.${domain}.>`,
      `relay.wake.${domain}`,
      `messaging.reported.${domain}.>`,
      ...ownStream(domain),
      ...readings.filter(({ source }) => source === domain).flatMap(resetting),
      ...readings.filter((reading) => reading.domain === domain).flatMap(consuming),
      ...routes
        .filter(
          ({ isFollowed, isAtMostOnce, readers }) => isFollowed && !isAtMostOnce && readers.includes(domain),
        )
        .flatMap(following),
      ...told.filter(({ source }) => source === domain).map(toldSubject),
      ...(domain === overseer ? domains.flatMap(overseeing) : []),
    ]
      .filter(isFirst)
      .toSorted(),
    subscribe: [
      `_INBOX_${domain}.>`,
      `relay.wake.${domain}`,
      `messaging.report.${domain}`,
      ...told.filter(({ readers }) => readers.includes(domain)).map(toldSubject),
      ...(domain === overseer ? domains.map((source) => `messaging.reported.${source}.>`) : []),
    ],
  };
}

/** What the login of gateways may do: follow the events that end what they keep of answers. */
export function gatewayPermissions(routes: Routes): NatsPermissions {
  const followed = routes.filter(({ isFollowedByGateway }) => isFollowedByGateway);
  return { publish: followed.flatMap(following).filter(isFirst).toSorted(), subscribe: ['_INBOX_gateway.>'] };
}

/** Each pair of a domain and a category of another's messages is one durable. */
function readingsIn(routes: Routes): Reading[] {
  const all = routes
    .filter(({ isFollowed }) => isFollowed !== true)
    .flatMap(({ source, type, readers }) =>
      readers.map((domain) => ({ domain, source, category: categoryOf(type) })),
    );
  return [...new Map(all.map((reading) => [durableName(reading), reading])).values()];
}

function ownStream(domain: Domain): string[] {
  const verbs = ['INFO', 'CREATE', 'UPDATE', 'PURGE', 'DELETE', 'MSG.GET'];
  const stream = streamOf(domain);
  return [
    ...verbs.map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    `$JS.API.CONSUMER.LIST.${stream}`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`, // those that an earlier version has left
  ];
}

function resetting(reading: Reading): string[] {
  const consumer = `${streamOf(reading.source)}.${durableName(reading)}`;
  return [
    `$JS.API.CONSUMER.INFO.${consumer}`,
    `$JS.API.CONSUMER.DELETE.${consumer}`,
    `$JS.API.CONSUMER.CREATE.${consumer}.from.${reading.source}.${reading.category}.>`,
  ];
}

/** The subject of a creation ends in the filter, so that none with another filter can be made. */
function consuming(reading: Reading): string[] {
  const stream = streamOf(reading.source);
  const consumer = `${stream}.${durableName(reading)}`;
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    ...resetting(reading),
    `$JS.API.CONSUMER.MSG.NEXT.${consumer}`,
    `$JS.ACK.${consumer}.>`,
  ];
}

function toldSubject({ source, type }: Routes[number]): string {
  return toldSubjectOf(source, type);
}

/** The consumers of followers have names that the client makes up. */
function following({ source, type }: Routes[number]): string[] {
  const stream = streamOf(source);
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    `$JS.API.CONSUMER.CREATE.${stream}.*.from.${source}.${type}.>`,
    ...['INFO', 'DELETE', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.*`),
  ];
}

function overseeing(source: Domain): string[] {
  const stream = streamOf(source);
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    `$JS.API.CONSUMER.LIST.${stream}`,
    `$JS.API.CONSUMER.INFO.${stream}.*`,
    `messaging.report.${source}`,
  ];
}

function isFirst(subject: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(subject) === index;
}
