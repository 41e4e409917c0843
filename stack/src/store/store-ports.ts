import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { domains } from '@cartwright/events';
import { freePort, isPortFree } from '@cartwright/servers';
import { reservePort } from './reserve-port.ts';

const firstPort = 4000;
const processes = ['gateway', ...domains, 'simulator', 'mailbox', 'identity-provider'] as const;
const processPorts = Object.fromEntries(processes.map((name, index) => [name, firstPort + index])) as Record<
  (typeof processes)[number],
  number
>;

/** The ports that a store prefers. */
export const defaultPorts = {
  ...processPorts,
  smtp: 4025,
  postgres: 15_432,
  redis: 16_379,
  nats: 14_222,
  groonga: 20_041,
};

/** Which port each listener of a store has, by the listener's name. */
export type Ports = Readonly<Record<string, number>>;

/**
 * Chooses a free port for every name: the one of its last run, else the wanted one, else one near it. The choice is
 * stored in the data directory, so that a store keeps its addresses. Pinned ports are taken as they are.
 */
export async function choosePorts(dataDir: string, wanted: Ports, pinned: Ports = {}): Promise<Ports> {
  const remembered = rememberedPorts(dataDir);
  const chosen: Record<string, number> = { ...pinned };
  for (const [name, port] of Object.entries(wanted)) {
    if (pinned[name] !== undefined) continue;
    const taken = new Set(Object.values(chosen));
    chosen[name] = (await takePort(remembered[name] ?? 0, taken)) ?? (await choosePort(port, taken));
  }
  mkdirSync(dataDir, { recursive: true });
  const text = `${JSON.stringify({ ...remembered, ...chosen }, null, 2)}\n`;
  writeFileSync(portsFile(dataDir), text, { mode: 0o600 });
  return chosen;
}

async function takePort(port: number, taken: ReadonlySet<number>): Promise<number | undefined> {
  const free = port > 0 && !taken.has(port) && (await isPortFree(port));
  return free && reservePort(port) ? port : undefined;
}

async function choosePort(wanted: number, taken: ReadonlySet<number>): Promise<number> {
  const port = await freePort(wanted, taken);
  return reservePort(port) ? port : choosePort(wanted, new Set([...taken, port]));
}

/** The ports of the store on the data directory, now or in its last run. */
export function rememberedPorts(dataDir: string): Ports {
  const file = portsFile(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Ports) : {};
}

function portsFile(dataDir: string): string {
  return path.join(dataDir, 'ports.json');
}
