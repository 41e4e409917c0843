export { seedExport } from './seed-export.ts';
