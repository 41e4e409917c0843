import { streamOf, type Domain } from '@cartwright/events';
import { DiscardPolicy, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

const day = 24 * 60 * 60 * 1000;
const unlimited = -1;

/** How the stream of a domain has to be: with any other value messages are refused, lost early, or not acknowledged. */
export function streamConfig(domain: Domain) {
  return {
    name: streamOf(domain),
    subjects: [`from.${domain}.>`],
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    discard: DiscardPolicy.Old,
    max_age: nanos(7 * day),
    max_msgs: unlimited,
    max_msgs_per_subject: unlimited,
    max_bytes: unlimited,
    max_msg_size: unlimited,
    max_consumers: unlimited,
    duplicate_window: nanos(120_000),
    no_ack: false,
    sealed: false,
  } satisfies Partial<StreamConfig>;
}

/** The settings in which a stream differs from what it has to be. */
export function differencesOf(found: Partial<StreamConfig>, domain: Domain): string[] {
  const wanted = Object.entries(streamConfig(domain));
  const differing = wanted.filter(([name, value]) => !isSame(found[name as keyof StreamConfig], value));
  return differing.map(([name]) => name);
}

/** nats-server leaves out what is false. */
function isSame(found: unknown, wanted: unknown): boolean {
  return JSON.stringify(found ?? false) === JSON.stringify(wanted);
}
