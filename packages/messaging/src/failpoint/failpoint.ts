/** The points at which a process can be made to die. */
export const failpointNames = [
  'before-transaction',
  'after-effect',
  'after-commit',
  'after-publish',
] as const;
export type FailpointName = (typeof failpointNames)[number];

/** Called at each point with the message's type; does not return when the process is killed there. */
export type Failpoint = (name: FailpointName, messageType: string) => void;

interface Trap {
  readonly name: string;
  readonly messageType: string;
  hitsLeft: number;
}

/**
 * Reads `FAILPOINTS`: `<point>@<message type>[#n]`, several separated by commas. At the n-th hit (by default the
 * first) the process sends itself SIGKILL: for tests of what survives a crash.
 *
 * - `before-transaction`: a message of that type is about to be handled.
 * - `after-effect`: its effect outside the database is done, its transaction not begun.
 * - `after-commit`: a transaction that handled or sent a message of that type is committed; nothing is acknowledged or published.
 * - `after-publish`: JetStream has the message, the outbox does not know it yet.
 *
 * @throws TypeError when the text names no such point.
 */
export function parseFailpoints(text: string | undefined, die: () => void = killThisProcess): Failpoint {
  const traps = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseTrap);
  return (name, messageType) => {
    for (const trap of traps) {
      if (trap.name !== name || trap.messageType !== messageType) continue;
      trap.hitsLeft -= 1;
      if (trap.hitsLeft === 0) die();
    }
  };
}

function parseTrap(text: string): Trap {
  const match = /^(?<name>[a-z-]+)@(?<messageType>[a-z.0-9-]+)(?:#(?<hit>[1-9][0-9]*))?$/.exec(text);
  const { name, messageType, hit } = match?.groups ?? {};
  if (name === undefined || messageType === undefined || !isFailpointName(name)) {
    throw new TypeError(`"${text}" is not <${failpointNames.join('|')}>@<message type>[#n]`);
  }
  return { name, messageType, hitsLeft: Number(hit ?? '1') };
}

function isFailpointName(name: string): name is FailpointName {
  return (failpointNames as readonly string[]).includes(name);
}

function killThisProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
