import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand, type RunningService, ServiceFailure } from '@cartwright/servers';
import { repositoryRoot } from '../repository-root.ts';
import type { Secrets } from '../secrets.ts';
import { composeSecrets, writeComposeSecrets } from './compose-secrets.ts';

/** Which server of docker-compose.yml to start, where this machine cannot run one itself. */
export interface ComposeServiceOptions {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly service: 'postgres' | 'redis' | 'nats';
  readonly port: number;
  /** With the credentials of the service's administrator. */
  readonly url: string;
}

/** Whether Docker Compose and its engine can be used. */
export async function hasDockerCompose(): Promise<boolean> {
  try {
    await runCommand('docker', ['compose', 'version']);
    await runCommand('docker', ['info']);
    return true;
  } catch {
    return false;
  }
}

/** Starts one server in a container, in a Compose project of this data directory, and waits until it is healthy. */
export async function startComposeService(options: ComposeServiceOptions): Promise<RunningService> {
  const { dataDir, service, port, url } = options;
  const project = projectName(dataDir);
  writeFileSync(projectFile(dataDir), `${project}\n`);
  const compose = (...args: string[]): Promise<string> =>
    runCommand('docker', ['compose', '-p', project, '-f', composeFile, ...args], {
      env: composeEnvironment(options),
    });
  try {
    await compose('up', '-d', '--wait', '--no-deps', service);
  } catch (error) {
    throw new ServiceFailure(`Docker Compose could not start ${service}.`, { cause: error });
  }
  return {
    name: service,
    url,
    port,
    pid: undefined,
    exited: new Promise(() => undefined),
    logFile: undefined,
    stop: async () => {
      await compose('stop', service);
    },
    kill: (signal) => void compose('kill', '-s', signal, service).catch(() => undefined),
  };
}

/** Deletes the containers and volumes that replaced private servers, if there are any. */
export async function removeComposeServices(dataDir: string): Promise<void> {
  const file = projectFile(dataDir);
  if (!existsSync(file)) return;
  const project = readFileSync(file, 'utf8').trim();
  await runCommand('docker', ['compose', '-p', project, '-f', composeFile, 'down', '--volumes']);
}

const composeFile = path.join(repositoryRoot, 'docker-compose.yml');

function projectFile(dataDir: string): string {
  return path.join(dataDir, 'docker-project');
}

function projectName(dataDir: string): string {
  return `cartwright-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}`;
}

/** The service's secrets are made here, and mounted from the data directory in place of a volume that `init` fills. */
function composeEnvironment({
  dataDir,
  secrets,
  service,
  port,
}: ComposeServiceOptions): Record<string, string> {
  const directory = path.join(dataDir, 'secrets', 'docker');
  const files = composeSecrets(secrets)[service] ?? {};
  writeComposeSecrets(directory, { [service]: files });
  return {
    [`${service.toUpperCase()}_SECRETS`]: path.join(directory, service),
    [`${service.toUpperCase()}_PORT`]: String(port),
  };
}
