import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from '../children/run-command.ts';

const policy = '/usr/sbin/policy-rc.d';
const clusterSettings = '/etc/postgresql-common/createcluster.conf';
const clusterTemplate = '/usr/share/postgresql-common/createcluster.conf';
const units = ['postgresql', 'redis-server', 'nats-server'];

/**
 * Installs packages as root, but without Debian's set-up of servers: none is started, now or at boot, and
 * no PostgreSQL cluster is created.
 */
export async function aptInstall(packages: readonly string[], note: (text: string) => void): Promise<void> {
  note(`apt-get install ${packages.join(' ')}`);
  const undo = [forbidStarting(), forbidCluster()];
  try {
    await install(packages);
  } finally {
    for (const revert of undo) revert();
  }
  await disableUnits(packages);
}

async function install(packages: readonly string[]): Promise<void> {
  try {
    await aptGet('install', ...packages);
  } catch {
    await aptGet('update');
    await aptGet('install', ...packages);
  }
}

function aptGet(...args: string[]): Promise<string> {
  const options = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  return runCommand('apt-get', [...options, ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
}

/** invoke-rc.d asks this program whether it may start a service (exit code 101: no). */
function forbidStarting(): () => void {
  if (existsSync(policy)) return () => undefined;
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  return () => rmSync(policy, { force: true });
}

function forbidCluster(): () => void {
  if (existsSync(clusterSettings)) return () => undefined;
  mkdirSync(path.dirname(clusterSettings), { recursive: true });
  writeFileSync(clusterSettings, 'create_main_cluster = false\n');
  return () => {
    if (existsSync(clusterTemplate)) copyFileSync(clusterTemplate, clusterSettings);
    else rmSync(clusterSettings, { force: true });
    rmSync(`${clusterSettings}.ucf-dist`, { force: true });
  };
}

async function disableUnits(packages: readonly string[]): Promise<void> {
  if (!existsSync('/run/systemd/system')) return;
  const installed = units.filter((unit) => packages.includes(unit));
  await runCommand('systemctl', ['disable', '--quiet', ...installed]).catch(() => undefined);
}
