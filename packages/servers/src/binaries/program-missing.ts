import { ServiceFailure } from '../service-failure.ts';
import { programs, type ProgramName } from './binary.ts';

/** The error for a program that cannot be found or fetched. `postgresMajor` is the PostgreSQL that the data needs. */
export function programMissing(name: ProgramName, postgresMajor?: string): ServiceFailure {
  if (postgresMajor !== undefined) return dataOfAnother(postgresMajor);
  const { title, minimum, debianPackage } = programs[name];
  return new ServiceFailure(
    `${title} ${minimum.replace(/(\.0)+$/, '')} or newer is not on this machine, and could not be fetched.`,
    {
      advice:
        `Install it (on Debian and Ubuntu: apt-get install ${debianPackage}; on macOS: brew install ${debianPackage}), ` +
        'or install Docker with Docker Compose, or name a running one in POSTGRES_URL, REDIS_URL or NATS_URL.',
    },
  );
}

function dataOfAnother(major: string): ServiceFailure {
  return new ServiceFailure(
    `The data was made by PostgreSQL ${major}, which is not on this machine any more.`,
    {
      advice: `Install PostgreSQL ${major} again, or run \`npm run reset\` to start afresh.`,
    },
  );
}
