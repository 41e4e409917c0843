export { createRenderer } from './templates/create-renderer.ts';
