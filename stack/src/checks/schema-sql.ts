import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Diff {
  readonly stdout: string | null;
}

/** The part of Prisma's schema engine that is used here. */
interface SchemaEngine {
  diff(params: object): Promise<Diff>;
  free(): void;
}

interface EngineModule {
  readonly SchemaEngine: {
    new: (options: object, onLog: () => void, adapter: object) => Promise<SchemaEngine>;
  };
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

/** Loads the WebAssembly build of the engine, which needs no download. Its own loader works with bundlers only. */
async function loadEngine(): Promise<EngineModule> {
  const { resolve } = createRequire(import.meta.url);
  const entry = resolve('@prisma/schema-engine-wasm');
  const bindings = (await import(entry.replace('schema_engine.js', 'schema_engine_bg.js'))) as EngineModule;
  const code = await WebAssembly.compile(
    readFileSync(entry.replace('schema_engine.js', 'schema_engine_bg.wasm')),
  );
  const { exports } = await WebAssembly.instantiate(code, {
    './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(exports);
  (exports['__wbindgen_start'] as () => void)();
  return bindings;
}

let engine: Promise<EngineModule> | undefined;

/**
 * The SQL that creates what a Prisma schema describes in an empty database. The engine cannot read an existing database
 * through an adapter, so the caller compares. @param databaseUrl of any database that can be reached
 */
export async function schemaSql(schemaFile: string, databaseUrl: string): Promise<string> {
  const { SchemaEngine } = await (engine ??= loadEngine());
  const content = readFileSync(schemaFile, 'utf8');
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const files = [{ path: 'schema.prisma', content }];
  const opened = await SchemaEngine.new(
    { datamodels: [['schema.prisma', content]] },
    () => undefined,
    adapter,
  );
  const { stdout } = await opened.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}
