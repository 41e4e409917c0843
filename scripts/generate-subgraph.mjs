// Generates what one subgraph compiles against: its Prisma client and the types of its resolvers.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const name = process.argv[2];
const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a tool of the workspace at its root; its output is shown only when it fails. */
function run(tool, args) {
  try {
    execFileSync(`${root}node_modules/.bin/${tool}`, args, {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
      // `prisma generate` downloads a schema engine that it does not use unless it is given one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
  } catch (error) {
    process.stderr.write(`${tool} failed for ${name}:\n${error.stdout ?? ''}${error.stderr ?? ''}`);
    process.exit(1);
  }
}

run('prisma', ['generate', '--config', `prisma/${name}/prisma.config.ts`]);
run('graphql-codegen', ['--config', 'codegen.ts', `--only=${name}`]);
