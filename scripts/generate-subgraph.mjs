// Generates what one subgraph compiles against: its schema joined from its rooms, its Prisma client, the types of its
// tables and of its resolvers.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { writeFieldCheck } from './check-fields.mjs';
import { writeSchema } from './join-schema.mjs';

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
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.split('\n');
    process.stderr.write(`${tool} failed for ${name}:\n${output.filter(isTelling).join('\n')}\n`);
    process.exit(1);
  }
}

/** Progress marks and stack traces would bury what is wrong. */
function isTelling(line) {
  return !/^\s*(❯|✔|at )/.test(line);
}

try {
  await writeSchema(name);
} catch (error) {
  if (!(error instanceof TypeError)) throw error;
  process.stderr.write(`The schema of ${name} cannot be joined: ${error.message}\n`);
  process.exit(1);
}
run('prisma', ['generate', '--config', `prisma/${name}/prisma.config.ts`]);
run('graphql-codegen', ['--config', 'codegen.ts', `--only=${name}`]);
writeFieldCheck(name);
