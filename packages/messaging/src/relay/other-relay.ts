import type { Domain } from '@cartwright/events';
import { canPublish, type NatsSession } from '../nats/nats-link.ts';

function wakeSubject(domain: Domain): string {
  return `relay.wake.${domain}`;
}

/** Wakes the active relay of another replica because there is something to publish; its poll makes up for a lost call. */
export function wakeOtherRelay(session: NatsSession | undefined, domain: Domain): void {
  if (!session || !canPublish(session)) return;
  session.connection.publish(wakeSubject(domain));
}

/** Calls back when another replica has something to publish, until it is disposed of. */
export function onWakeFromOthers(session: NatsSession, domain: Domain, onWake: () => void): Disposable {
  const { connection } = session;
  const subscription = connection.subscribe(wakeSubject(domain), { callback: onWake });
  return {
    [Symbol.dispose]: () => {
      if (!connection.isClosed()) subscription.unsubscribe();
    },
  };
}
