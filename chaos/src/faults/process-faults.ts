import { setTimeout as delay } from 'node:timers/promises';
import type { StoreProcess } from '@cartwright/stack';
import { deathsOf } from './deaths.ts';
import type { Fault, FaultContext, FaultKind } from './fault.ts';
import { signalled } from './signalled.ts';

/** A process is killed without warning. */
export const processKilled: FaultKind = {
  name: 'process killed',
  create: ({ chaos, random }) => killing(random.pick(chaos.processes)),
};

/** Kills a process, and starts it again. */
export function killing(victim: StoreProcess): Fault {
  return {
    what: victim.name,
    parts: [victim.name],
    begin: async () => {
      victim.kill('SIGKILL');
      await victim.exited;
    },
    heal: () => victim.start(),
  };
}

/** A process is suspended with its connections open, and then continues. */
export const processFrozen: FaultKind = {
  name: 'process frozen',
  create: ({ chaos, random }) => {
    const victim = random.pick(chaos.processes);
    return {
      what: victim.name,
      parts: [victim.name],
      begin: () => signalled(victim, 'SIGSTOP'),
      heal: () => signalled(victim, 'SIGCONT'),
    };
  },
};

/** A process is shut down gracefully, as for a new release, and started again. */
export const processRestarted: FaultKind = {
  name: 'process restarted',
  create: ({ chaos, random }) => {
    const victim = random.pick(chaos.processes);
    return {
      what: victim.name,
      parts: [victim.name],
      begin: () => victim.stop(),
      heal: () => victim.start(),
    };
  },
};

const deathTimeoutMs = 15_000;

/** A process dies between two of its own effects, or by SIGKILL when no message leads it there in 15 seconds. */
export const failpoint: FaultKind = {
  name: 'death at a failpoint',
  create: (context) => dyingAt(context),
};

function dyingAt({ chaos, random }: FaultContext): Fault {
  const member = random.pick(chaos.members.filter(({ domain }) => deathsOf(domain).length > 0));
  const victim = chaos.store.process(member.process);
  const point = random.pick(deathsOf(member.domain));
  return {
    what: `${victim.name} at ${point}`,
    parts: [victim.name],
    begin: async () => {
      await victim.stop();
      const child = await victim.launch({ FAILPOINTS: point });
      await Promise.race([child.exited, delay(deathTimeoutMs)]);
      victim.kill('SIGKILL');
      await child.exited;
    },
    heal: () => victim.start(),
  };
}
