import type { Fault, FaultContext, FaultKind } from './fault.ts';

interface Chosen {
  readonly kind: FaultKind;
  readonly fault: Fault;
}

/** Two or three faults that begin together and are repaired together, and that affect different parts. */
export function severalAtOnce(kinds: readonly FaultKind[]): FaultKind {
  return {
    name: 'several at once',
    create: (context) => {
      const chosen = choose(context, kinds);
      const faults = chosen.map(({ fault }) => fault);
      return {
        what: chosen.map(({ kind, fault }) => `${kind.name} (${fault.what})`).join(' + '),
        parts: faults.flatMap(({ parts }) => parts),
        begin: () => all(faults.map((fault) => fault.begin())),
        heal: () => all(faults.map((fault) => fault.heal())),
      };
    },
  };
}

function choose(context: FaultContext, kinds: readonly FaultKind[]): Chosen[] {
  const { chaos, random } = context;
  const possible = kinds.filter((kind) => kind.isPossible?.(chaos) ?? true);
  const count = random.integer(2, 3);
  const chosen: Chosen[] = [];
  while (chosen.length < count) {
    const kind = random.pick(possible);
    const fault = kind.create(context);
    const taken = new Set(chosen.flatMap((other) => other.fault.parts));
    if (!fault.parts.some((part) => taken.has(part))) chosen.push({ kind, fault });
  }
  return chosen;
}

/** Waits for all of them, even when some fail. @throws AggregateError of what failed */
async function all(works: readonly Promise<void>[]): Promise<void> {
  const failures = (await Promise.allSettled(works)).flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
}
