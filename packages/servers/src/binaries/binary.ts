/** The programs behind a store, the browser that tests its pages, and the search engine that tests searches. */
export type ProgramName = 'postgres' | 'redis-server' | 'nats-server' | 'chromium' | 'groonga';

/** A program that was found, and the environment variables that it needs. */
export interface Binary {
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A program's package and title, and the oldest version that is supported. */
export interface Program {
  readonly name: ProgramName;
  readonly title: string;
  readonly debianPackage: string;
  readonly minimum: string;
}

/** The programs by name. */
export const programs: Readonly<Record<ProgramName, Program>> = {
  postgres: { name: 'postgres', title: 'PostgreSQL', debianPackage: 'postgresql', minimum: '15.0.0' },
  'redis-server': { name: 'redis-server', title: 'Redis', debianPackage: 'redis-server', minimum: '7.0.0' },
  'nats-server': { name: 'nats-server', title: 'NATS', debianPackage: 'nats-server', minimum: '2.9.10' },
  chromium: { name: 'chromium', title: 'Chromium', debianPackage: 'chromium', minimum: '120.0.0' },
  groonga: { name: 'groonga', title: 'Groonga', debianPackage: 'groonga-bin', minimum: '13.0.0' },
};
