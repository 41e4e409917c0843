import { cpSync, globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChaosStore } from '../store/chaos-store.ts';
import type { FaultContext, FaultKind } from './fault.ts';
import { signalled } from './signalled.ts';

/** NATS is killed, loses what it has not written to disk, and starts again. */
export const natsKilled: FaultKind = {
  name: 'NATS killed',
  create: ({ chaos }) => ({
    what: 'SIGKILL',
    parts: ['nats'],
    begin: () => chaos.nats.crash(),
    heal: () => chaos.nats.start(),
  }),
};

/** NATS is suspended, with its connections open. */
export const natsFrozen: FaultKind = {
  name: 'NATS frozen',
  create: ({ chaos }) => ({
    what: 'SIGSTOP',
    parts: ['nats'],
    begin: () => signalled(chaos.nats, 'SIGSTOP'),
    heal: () => signalled(chaos.nats, 'SIGCONT'),
  }),
};

const backlogMs = 2000;

/** NATS starts again without any stream, after messages have queued up in them for a consumer that is down. */
export const natsWiped: FaultKind = {
  name: 'NATS store wiped',
  create: ({ chaos }) => ({
    what: 'all streams',
    parts: ['nats', 'notifications'],
    begin: async () => {
      await silenceNotifications(chaos);
      await delay(backlogMs);
      await chaos.nats.crash();
    },
    heal: async () => {
      rmSync(jetStreamDirectory(chaos.dataDir), { recursive: true, force: true });
      await chaos.nats.start();
      await wakeNotifications(chaos);
    },
  }),
};

/** NATS starts again with the streams of some seconds ago, and with or without the consumers' positions of then. */
export const natsReverted: FaultKind = {
  name: 'NATS store reverted',
  create: (context) => {
    const whole = context.random.next() < 0.5;
    return {
      what: whole ? 'streams and consumers' : 'streams alone',
      parts: ['nats', 'notifications'],
      begin: () => keepCopy(context),
      heal: () => revert(context, whole),
    };
  },
};

async function keepCopy({ chaos }: FaultContext): Promise<void> {
  await chaos.nats.stop();
  replace(jetStreamDirectory(chaos.dataDir), copyDirectory(chaos.dataDir));
  await chaos.nats.start();
  await silenceNotifications(chaos);
}

async function revert({ chaos }: FaultContext, whole: boolean): Promise<void> {
  await chaos.nats.crash();
  const store = jetStreamDirectory(chaos.dataDir);
  const copy = copyDirectory(chaos.dataDir);
  if (whole) replace(copy, store);
  else {
    for (const messages of globSync('**/streams/*/msgs', { cwd: copy })) {
      replace(path.join(copy, messages), path.join(store, messages));
    }
  }
  await chaos.nats.start();
  await wakeNotifications(chaos);
}

/** Kills notifications, so that messages stay in the streams: a live process would keep those delivered to it. */
async function silenceNotifications({ store }: ChaosStore): Promise<void> {
  const notifications = store.process('notifications');
  notifications.kill('SIGKILL');
  await notifications.exited;
}

function wakeNotifications({ store }: ChaosStore): Promise<void> {
  return store.process('notifications').start();
}

function replace(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
}

function jetStreamDirectory(dataDir: string): string {
  return path.join(dataDir, 'nats', 'jetstream');
}

function copyDirectory(dataDir: string): string {
  return path.join(dataDir, 'nats-copy');
}
