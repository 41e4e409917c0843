import { createRequire } from 'node:module';
import path from 'node:path';
import { fillMedusa, type Container, type Workflows } from './fill-medusa.ts';

/** What one of Medusa's processes is told; the rest is in `medusa-config.js`. */
export interface MedusaOptions {
  /** The server fills its database before it is used. */
  readonly role: 'server' | 'worker';
  /** Where `@medusajs/medusa` is installed. */
  readonly directory: string;
  readonly port: number;
  readonly products: number;
}

interface StartCommand {
  readonly default: (options: object) => Promise<unknown>;
}

async function start({ role, directory, port, products }: MedusaOptions): Promise<number> {
  const require = createRequire(path.join(directory, 'package.json'));
  const command = require('@medusajs/medusa/commands/start') as StartCommand;
  await command.default({ directory, port, host: '127.0.0.1' });
  if (role === 'server') {
    const { container } = require('@medusajs/framework') as { readonly container: Container };
    const workflows = require('@medusajs/medusa/core-flows') as Workflows;
    await fillMedusa({ container, workflows }, products);
  }
  return port;
}

process.once('message', (options: MedusaOptions) => void start(options).then((port) => process.send?.(port)));
process.on('disconnect', () => process.exit());
