import { setTimeout as delay } from 'node:timers/promises';
import type { StoreProcess } from '@cartwright/stack';
import { deaths } from './deaths.ts';
import type { Fault, FaultContext, FaultKind } from './fault.ts';
import { signalled } from './signalled.ts';

/** Ends without a warning. */
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

/** Stands still, with all its connections open, and goes on where it was. */
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

/** Is stopped in good order, as for a new release, and started again. */
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

/** Dies between two effects of its own, or by SIGKILL when no message comes that leads it there. */
export const failpoint: FaultKind = {
  name: 'death at a failpoint',
  create: (context) => dyingAt(context),
};

function dyingAt({ chaos, random }: FaultContext): Fault {
  const member = random.pick(chaos.members.filter(({ domain }) => deaths[domain].length > 0));
  const victim = chaos.store.process(member.process);
  const point = random.pick(deaths[member.domain]);
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
