export { serveExplorer, type ExplorerOptions } from './serve-explorer.ts';
