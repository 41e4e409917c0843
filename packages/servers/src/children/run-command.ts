import { execFile } from 'node:child_process';

/** The options of a command, beside its arguments. */
export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/**
 * Runs a command to its end.
 * @returns its output.
 * @throws Error with the end of its output when it fails.
 */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const env = { ...process.env, ...options.env };
  return new Promise((resolve, reject) => {
    execFile(
      command,
      args,
      { env, cwd: options.cwd ?? '/', maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (!error) {
          resolve(stdout);
          return;
        }
        const tail = `${stdout}\n${stderr}`.trim().split('\n').slice(-12).join('\n');
        reject(new Error(`\`${command} ${args.slice(0, 4).join(' ')}\` failed:\n${tail}`));
      },
    );
  });
}
